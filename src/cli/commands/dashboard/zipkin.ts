import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({ title: 'Zipkin', name: 'zipkin', selector: 'app=zipkin', port: 9411 });

import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({ title: 'Jaeger', name: 'jaeger', selector: 'app=jaeger', port: 16686 });

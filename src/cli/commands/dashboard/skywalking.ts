import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({ title: 'SkyWalking', name: 'skywalking', selector: 'app=skywalking-ui', port: 8080 });

import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({ title: 'Kiali', name: 'kiali', selector: 'app=kiali', port: 20001, path: '/kiali' });

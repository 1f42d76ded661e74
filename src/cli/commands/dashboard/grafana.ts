import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({
  title: 'Grafana',
  name: 'grafana',
  selector: 'app.kubernetes.io/name=grafana',
  port: 3000,
});

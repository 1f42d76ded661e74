import { addonDashboard } from '../../dashboards/addon-dashboard.ts';

export default addonDashboard({
  title: 'Prometheus',
  name: 'prometheus',
  selector: 'app.kubernetes.io/name=prometheus',
  port: 9090,
});

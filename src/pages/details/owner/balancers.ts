import type { OwnerEntries } from './entry';

export const BALANCERS: OwnerEntries = {
  haproxy: {
    logs: [
      {
        place: '/var/log/haproxy.log',
        lookFor: ['SC--', 'SH--', 'sC--', 'sH--', 'PH--', '<NOSRV>'],
      },
    ],
    settings: [
      'timeout connect',
      'timeout server',
      'timeout queue',
      'maxconn',
      'tune.bufsize',
      'option httpchk',
    ],
    commands: [
      'haproxy -c -f /etc/haproxy/haproxy.cfg',
      'echo "show servers state" | socat stdio /run/haproxy/admin.sock',
      'echo "show errors" | socat stdio /run/haproxy/admin.sock',
    ],
    causes: {
      502: ['closed', 'invalid'],
      503: ['refused', 'unreachable', 'timeout', 'tls', 'dns', 'overload'],
      504: ['timeout'],
    },
    traps: [{ trap: 'many-causes', statuses: [503] }],
    about: 'https://docs.haproxy.org/3.0/configuration.html#8.5',
  },
  'aws-alb': {
    logs: [
      {
        place: 'Access logs (Amazon S3)',
        lookFor: ['elb_status_code', 'target_status_code', 'error_reason'],
      },
      {
        place: 'Amazon CloudWatch',
        lookFor: ['HTTPCode_ELB_502_Count', 'TargetConnectionErrorCount'],
      },
    ],
    settings: ['idle_timeout.timeout_seconds', 'target group health checks', 'security groups'],
    commands: ['aws elbv2 describe-target-health --target-group-arn ARN'],
    causes: { 502: ['closed', 'invalid', 'tls'], 503: ['refused'], 504: ['timeout'] },
    about:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  },
  'aws-elb': {
    logs: [
      { place: 'Access logs (Amazon S3)', lookFor: ['elb_status_code', 'backend_status_code'] },
      { place: 'Amazon CloudWatch', lookFor: ['UnHealthyHostCount', 'HTTPCode_ELB_5XX'] },
    ],
    commands: ['aws elb describe-instance-health --load-balancer-name NAME'],
    causes: { 502: ['closed', 'invalid'], 503: ['refused'], 504: ['timeout'] },
    traps: [{ trap: 'no-healthy-instance', statuses: [503] }],
    about:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ts-elb-error-message.html',
  },
  'azure-app-gateway': {
    logs: [{ place: 'ApplicationGatewayAccessLog', lookFor: ['serverStatus', 'serverRouted'] }],
    settings: ['Request timeout', 'health probes', 'NSG, UDR, DNS'],
    commands: [
      'az network application-gateway show-backend-health --resource-group GROUP --name NAME',
    ],
    causes: {
      502: ['refused', 'unreachable', 'dns', 'closed', 'certificate'],
      504: ['timeout'],
    },
    about:
      'https://learn.microsoft.com/azure/application-gateway/application-gateway-troubleshooting-502',
  },
  google: {
    logs: [
      {
        place: 'Cloud Logging: resource.type="http_load_balancer"',
        lookFor: [
          'statusDetails',
          'failed_to_connect_to_backend',
          'backend_connection_closed_before_data_sent_to_client',
          'failed_to_pick_backend',
          'response_sent_by_backend',
        ],
      },
    ],
    settings: ['backend service timeout', 'health checks', 'keepalive timeout'],
    commands: ['gcloud compute backend-services get-health NAME --global'],
    causes: { 502: ['refused', 'closed', 'timeout', 'unreachable'] },
    traps: [{ trap: 'only-in-log', statuses: [502, 503, 504] }],
    about: 'https://cloud.google.com/load-balancing/docs/https/troubleshooting-ext-https-lbs',
  },
  'huawei-elb': {
    logs: [{ place: 'X-Router-Code', lookFor: ['40000', '40001', '50000', '50001'] }],
    causes: { 502: ['refused'], 503: ['refused'] },
  },
  'citrix-netscaler': {
    logs: [{ place: '/var/log/ns.log' }],
    commands: ['show lb vserver', 'show service'],
    causes: { 503: ['refused'] },
  },
  'f5-bigip': {
    logs: [{ place: '/var/log/ltm' }, { place: '/var/log/asm', lookFor: ['support_id'] }],
    commands: ['tmsh show ltm virtual', 'tmsh show ltm pool'],
  },
  'openshift-router': {
    commands: [
      'oc get routes',
      'oc get endpoints',
      'oc logs -n openshift-ingress deployment/router-default',
    ],
    causes: { 503: ['refused'] },
  },
};

/**
 * The types of a Pod in Kubernetes 1.35 (k8s.io/api core/v1 and what it refers to), in the order of Go's fields. Data: the
 * notation is read by pod-types.ts.
 *
 *     = string: Protocol, …        types with names of their own, by what they are
 *     Container: name string,      a struct and its fields, by their names in JSON. A field's name in Go is the same with a
 *       tty=TTY? bool,             capital letter, or stands behind `=`; `?` leaves the field out of JSON where it is empty
 *       ports? []ContainerPort merge by containerPort,     how a strategic merge patch merges lists
 *       +VolumeSource              an embedded struct, whose fields count as the struct's own
 */
export const kubernetesTypes = `
= map[ResourceName]resource.Quantity: ResourceList
= string: AppArmorProfileType, AzureDataDiskCachingMode, AzureDataDiskKind, Capability, ContainerRestartPolicy,
  ContainerRestartRuleAction, ContainerRestartRuleOnExitCodesOperator, DNSPolicy, HostPathType, LabelSelectorOperator,
  ManagedFieldsOperationType, MountPropagationMode, NodeInclusionPolicy, NodeSelectorOperator, OSName,
  PersistentVolumeAccessMode, PersistentVolumeMode, PodConditionType, PodFSGroupChangePolicy, PodSELinuxChangePolicy,
  PreemptionPolicy, ProcMountType, Protocol, PullPolicy, RecursiveReadOnlyMode, ResourceName,
  ResourceResizeRestartPolicy, RestartPolicy, SeccompProfileType, Signal, StorageMedium, SupplementalGroupsPolicy,
  TaintEffect, TerminationMessagePolicy, TolerationOperator, URIScheme, UnsatisfiableConstraintAction, types.UID
Pod: +TypeMeta, metadata=ObjectMeta ObjectMeta, spec PodSpec
TypeMeta: kind? string, apiVersion=APIVersion? string
ObjectMeta: name? string, generateName? string, namespace? string, selfLink? string, uid=UID? types.UID,
  resourceVersion? string, generation? int64, creationTimestamp? Time, deletionTimestamp? *Time,
  deletionGracePeriodSeconds? *int64, labels? map[string]string, annotations? map[string]string,
  ownerReferences? []OwnerReference merge by uid, finalizers? []string merge, managedFields? []ManagedFieldsEntry
OwnerReference: apiVersion=APIVersion string, kind string, name string, uid=UID types.UID, controller? *bool,
  blockOwnerDeletion? *bool
ManagedFieldsEntry: manager? string, operation? ManagedFieldsOperationType, apiVersion=APIVersion? string,
  time? *Time, fieldsType? string, fieldsV1? *FieldsV1, subresource? string
PodSpec: volumes? []Volume merge+retainKeys by name, initContainers? []Container merge by name,
  containers []Container merge by name, ephemeralContainers? []EphemeralContainer merge by name,
  restartPolicy? RestartPolicy, terminationGracePeriodSeconds? *int64, activeDeadlineSeconds? *int64,
  dnsPolicy=DNSPolicy? DNSPolicy, nodeSelector? map[string]string, serviceAccountName? string,
  serviceAccount=DeprecatedServiceAccount? string, automountServiceAccountToken? *bool, nodeName? string,
  hostNetwork? bool, hostPID? bool, hostIPC? bool, shareProcessNamespace? *bool, securityContext? *PodSecurityContext,
  imagePullSecrets? []LocalObjectReference merge by name, hostname? string, subdomain? string, affinity? *Affinity,
  schedulerName? string, tolerations? []Toleration, hostAliases? []HostAlias merge by ip, priorityClassName? string,
  priority? *int32, dnsConfig=DNSConfig? *PodDNSConfig, readinessGates? []PodReadinessGate, runtimeClassName? *string,
  enableServiceLinks? *bool, preemptionPolicy? *PreemptionPolicy, overhead? ResourceList,
  topologySpreadConstraints? []TopologySpreadConstraint merge by topologyKey, setHostnameAsFQDN? *bool, os=OS? *PodOS,
  hostUsers? *bool, schedulingGates? []PodSchedulingGate merge by name,
  resourceClaims? []PodResourceClaim merge+retainKeys by name, resources? *ResourceRequirements,
  hostnameOverride? *string, workloadRef? *WorkloadReference
Volume: name string, +VolumeSource
VolumeSource: hostPath? *HostPathVolumeSource, emptyDir? *EmptyDirVolumeSource,
  gcePersistentDisk=GCEPersistentDisk? *GCEPersistentDiskVolumeSource,
  awsElasticBlockStore=AWSElasticBlockStore? *AWSElasticBlockStoreVolumeSource, gitRepo? *GitRepoVolumeSource,
  secret? *SecretVolumeSource, nfs=NFS? *NFSVolumeSource, iscsi=ISCSI? *ISCSIVolumeSource,
  glusterfs? *GlusterfsVolumeSource, persistentVolumeClaim? *PersistentVolumeClaimVolumeSource,
  rbd=RBD? *RBDVolumeSource, flexVolume? *FlexVolumeSource, cinder? *CinderVolumeSource,
  cephfs=CephFS? *CephFSVolumeSource, flocker? *FlockerVolumeSource, downwardAPI? *DownwardAPIVolumeSource,
  fc=FC? *FCVolumeSource, azureFile? *AzureFileVolumeSource, configMap? *ConfigMapVolumeSource,
  vsphereVolume? *VsphereVirtualDiskVolumeSource, quobyte? *QuobyteVolumeSource, azureDisk? *AzureDiskVolumeSource,
  photonPersistentDisk? *PhotonPersistentDiskVolumeSource, projected? *ProjectedVolumeSource,
  portworxVolume? *PortworxVolumeSource, scaleIO? *ScaleIOVolumeSource, storageos=StorageOS? *StorageOSVolumeSource,
  csi=CSI? *CSIVolumeSource, ephemeral? *EphemeralVolumeSource, image? *ImageVolumeSource
HostPathVolumeSource: path string, type? *HostPathType
EmptyDirVolumeSource: medium? StorageMedium, sizeLimit? *resource.Quantity
GCEPersistentDiskVolumeSource: pdName=PDName string, fsType=FSType? string, partition? int32, readOnly? bool
AWSElasticBlockStoreVolumeSource: volumeID string, fsType=FSType? string, partition? int32, readOnly? bool
GitRepoVolumeSource: repository string, revision? string, directory? string
SecretVolumeSource: secretName? string, items? []KeyToPath, defaultMode? *int32, optional? *bool
KeyToPath: key string, path string, mode? *int32
NFSVolumeSource: server string, path string, readOnly? bool
ISCSIVolumeSource: targetPortal string, iqn=IQN string, lun int32, iscsiInterface=ISCSIInterface? string,
  fsType=FSType? string, readOnly? bool, portals? []string, chapAuthDiscovery=DiscoveryCHAPAuth? bool,
  chapAuthSession=SessionCHAPAuth? bool, secretRef? *LocalObjectReference, initiatorName? *string
LocalObjectReference: name? string
GlusterfsVolumeSource: endpoints=EndpointsName string, path string, readOnly? bool
PersistentVolumeClaimVolumeSource: claimName string, readOnly? bool
RBDVolumeSource: monitors=CephMonitors []string, image=RBDImage string, fsType=FSType? string, pool=RBDPool? string,
  user=RadosUser? string, keyring? string, secretRef? *LocalObjectReference, readOnly? bool
FlexVolumeSource: driver string, fsType=FSType? string, secretRef? *LocalObjectReference, readOnly? bool,
  options? map[string]string
CinderVolumeSource: volumeID string, fsType=FSType? string, readOnly? bool, secretRef? *LocalObjectReference
CephFSVolumeSource: monitors []string, path? string, user? string, secretFile? string,
  secretRef? *LocalObjectReference, readOnly? bool
FlockerVolumeSource: datasetName? string, datasetUUID? string
DownwardAPIVolumeSource: items? []DownwardAPIVolumeFile, defaultMode? *int32
DownwardAPIVolumeFile: path string, fieldRef? *ObjectFieldSelector, resourceFieldRef? *ResourceFieldSelector,
  mode? *int32
ObjectFieldSelector: apiVersion=APIVersion? string, fieldPath string
ResourceFieldSelector: containerName? string, resource string, divisor resource.Quantity
FCVolumeSource: targetWWNs? []string, lun? *int32, fsType=FSType? string, readOnly? bool, wwids=WWIDs? []string
AzureFileVolumeSource: secretName string, shareName string, readOnly? bool
ConfigMapVolumeSource: +LocalObjectReference, items? []KeyToPath, defaultMode? *int32, optional? *bool
VsphereVirtualDiskVolumeSource: volumePath string, fsType=FSType? string, storagePolicyName? string,
  storagePolicyID? string
QuobyteVolumeSource: registry string, volume string, readOnly? bool, user? string, group? string, tenant? string
AzureDiskVolumeSource: diskName string, diskURI=DataDiskURI string, cachingMode? *AzureDataDiskCachingMode,
  fsType=FSType? *string, readOnly? *bool, kind? *AzureDataDiskKind
PhotonPersistentDiskVolumeSource: pdID string, fsType=FSType? string
ProjectedVolumeSource: sources []VolumeProjection, defaultMode? *int32
VolumeProjection: secret? *SecretProjection, downwardAPI? *DownwardAPIProjection, configMap? *ConfigMapProjection,
  serviceAccountToken? *ServiceAccountTokenProjection, clusterTrustBundle? *ClusterTrustBundleProjection,
  podCertificate? *PodCertificateProjection
SecretProjection: +LocalObjectReference, items? []KeyToPath, optional? *bool
DownwardAPIProjection: items? []DownwardAPIVolumeFile
ConfigMapProjection: +LocalObjectReference, items? []KeyToPath, optional? *bool
ServiceAccountTokenProjection: audience? string, expirationSeconds? *int64, path string
ClusterTrustBundleProjection: name? *string, signerName? *string, labelSelector? *LabelSelector, optional? *bool,
  path string
LabelSelector: matchLabels? map[string]string, matchExpressions? []LabelSelectorRequirement
LabelSelectorRequirement: key string, operator LabelSelectorOperator, values? []string
PodCertificateProjection: signerName? string, keyType? string, maxExpirationSeconds? *int32,
  credentialBundlePath? string, keyPath? string, certificateChainPath? string, userAnnotations? map[string]string
PortworxVolumeSource: volumeID string, fsType=FSType? string, readOnly? bool
ScaleIOVolumeSource: gateway string, system string, secretRef *LocalObjectReference, sslEnabled=SSLEnabled? bool,
  protectionDomain? string, storagePool? string, storageMode? string, volumeName? string, fsType=FSType? string,
  readOnly? bool
StorageOSVolumeSource: volumeName? string, volumeNamespace? string, fsType=FSType? string, readOnly? bool,
  secretRef? *LocalObjectReference
CSIVolumeSource: driver string, readOnly? *bool, fsType=FSType? *string, volumeAttributes? map[string]string,
  nodePublishSecretRef? *LocalObjectReference
EphemeralVolumeSource: volumeClaimTemplate? *PersistentVolumeClaimTemplate
PersistentVolumeClaimTemplate: metadata=ObjectMeta ObjectMeta, spec PersistentVolumeClaimSpec
PersistentVolumeClaimSpec: accessModes? []PersistentVolumeAccessMode, selector? *LabelSelector,
  resources VolumeResourceRequirements, volumeName? string, storageClassName? *string,
  volumeMode? *PersistentVolumeMode, dataSource? *TypedLocalObjectReference, dataSourceRef? *TypedObjectReference,
  volumeAttributesClassName? *string
VolumeResourceRequirements: limits? ResourceList, requests? ResourceList
TypedLocalObjectReference: apiGroup=APIGroup *string, kind string, name string
TypedObjectReference: apiGroup=APIGroup *string, kind string, name string, namespace? *string
ImageVolumeSource: reference? string, pullPolicy? PullPolicy
Container: name string, image? string, command? []string, args? []string, workingDir? string,
  ports? []ContainerPort merge by containerPort, envFrom? []EnvFromSource, env? []EnvVar merge by name,
  resources ResourceRequirements, resizePolicy? []ContainerResizePolicy, restartPolicy? *ContainerRestartPolicy,
  restartPolicyRules? []ContainerRestartRule, volumeMounts? []VolumeMount merge by mountPath,
  volumeDevices? []VolumeDevice merge by devicePath, livenessProbe? *Probe, readinessProbe? *Probe,
  startupProbe? *Probe, lifecycle? *Lifecycle, terminationMessagePath? string,
  terminationMessagePolicy? TerminationMessagePolicy, imagePullPolicy? PullPolicy, securityContext? *SecurityContext,
  stdin? bool, stdinOnce? bool, tty=TTY? bool
ContainerPort: name? string, hostPort? int32, containerPort int32, protocol? Protocol, hostIP? string
EnvFromSource: prefix? string, configMapRef? *ConfigMapEnvSource, secretRef? *SecretEnvSource
ConfigMapEnvSource: +LocalObjectReference, optional? *bool
SecretEnvSource: +LocalObjectReference, optional? *bool
EnvVar: name string, value? string, valueFrom? *EnvVarSource
EnvVarSource: fieldRef? *ObjectFieldSelector, resourceFieldRef? *ResourceFieldSelector,
  configMapKeyRef? *ConfigMapKeySelector, secretKeyRef? *SecretKeySelector, fileKeyRef? *FileKeySelector
ConfigMapKeySelector: +LocalObjectReference, key string, optional? *bool
SecretKeySelector: +LocalObjectReference, key string, optional? *bool
FileKeySelector: volumeName string, path string, key string, optional? *bool
ResourceRequirements: limits? ResourceList, requests? ResourceList, claims? []ResourceClaim
ResourceClaim: name string, request? string
ContainerResizePolicy: resourceName ResourceName, restartPolicy ResourceResizeRestartPolicy
ContainerRestartRule: action? ContainerRestartRuleAction, exitCodes? *ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes: operator? ContainerRestartRuleOnExitCodesOperator, values? []int32
VolumeMount: name string, readOnly? bool, recursiveReadOnly? *RecursiveReadOnlyMode, mountPath string,
  subPath? string, mountPropagation? *MountPropagationMode, subPathExpr? string
VolumeDevice: name string, devicePath string
Probe: +ProbeHandler, initialDelaySeconds? int32, timeoutSeconds? int32, periodSeconds? int32,
  successThreshold? int32, failureThreshold? int32, terminationGracePeriodSeconds? *int64
ProbeHandler: exec? *ExecAction, httpGet=HTTPGet? *HTTPGetAction, tcpSocket=TCPSocket? *TCPSocketAction,
  grpc=GRPC? *GRPCAction
ExecAction: command? []string
HTTPGetAction: path? string, port intstr.IntOrString, host? string, scheme? URIScheme,
  httpHeaders=HTTPHeaders? []HTTPHeader
HTTPHeader: name string, value string
TCPSocketAction: port intstr.IntOrString, host? string
GRPCAction: port int32, service *string
Lifecycle: postStart? *LifecycleHandler, preStop? *LifecycleHandler, stopSignal? *Signal
LifecycleHandler: exec? *ExecAction, httpGet=HTTPGet? *HTTPGetAction, tcpSocket=TCPSocket? *TCPSocketAction,
  sleep? *SleepAction
SleepAction: seconds int64
SecurityContext: capabilities? *Capabilities, privileged? *bool, seLinuxOptions=SELinuxOptions? *SELinuxOptions,
  windowsOptions? *WindowsSecurityContextOptions, runAsUser? *int64, runAsGroup? *int64, runAsNonRoot? *bool,
  readOnlyRootFilesystem? *bool, allowPrivilegeEscalation? *bool, procMount? *ProcMountType,
  seccompProfile? *SeccompProfile, appArmorProfile? *AppArmorProfile
Capabilities: add? []Capability, drop? []Capability
SELinuxOptions: user? string, role? string, type? string, level? string
WindowsSecurityContextOptions: gmsaCredentialSpecName=GMSACredentialSpecName? *string,
  gmsaCredentialSpec=GMSACredentialSpec? *string, runAsUserName? *string, hostProcess? *bool
SeccompProfile: type SeccompProfileType, localhostProfile? *string
AppArmorProfile: type AppArmorProfileType, localhostProfile? *string
EphemeralContainer: +EphemeralContainerCommon, targetContainerName? string
EphemeralContainerCommon: name string, image? string, command? []string, args? []string, workingDir? string,
  ports? []ContainerPort merge by containerPort, envFrom? []EnvFromSource, env? []EnvVar merge by name,
  resources ResourceRequirements, resizePolicy? []ContainerResizePolicy, restartPolicy? *ContainerRestartPolicy,
  restartPolicyRules? []ContainerRestartRule, volumeMounts? []VolumeMount merge by mountPath,
  volumeDevices? []VolumeDevice merge by devicePath, livenessProbe? *Probe, readinessProbe? *Probe,
  startupProbe? *Probe, lifecycle? *Lifecycle, terminationMessagePath? string,
  terminationMessagePolicy? TerminationMessagePolicy, imagePullPolicy? PullPolicy, securityContext? *SecurityContext,
  stdin? bool, stdinOnce? bool, tty=TTY? bool
PodSecurityContext: seLinuxOptions=SELinuxOptions? *SELinuxOptions, windowsOptions? *WindowsSecurityContextOptions,
  runAsUser? *int64, runAsGroup? *int64, runAsNonRoot? *bool, supplementalGroups? []int64,
  supplementalGroupsPolicy? *SupplementalGroupsPolicy, fsGroup=FSGroup? *int64, sysctls? []Sysctl,
  fsGroupChangePolicy=FSGroupChangePolicy? *PodFSGroupChangePolicy, seccompProfile? *SeccompProfile,
  appArmorProfile? *AppArmorProfile, seLinuxChangePolicy=SELinuxChangePolicy? *PodSELinuxChangePolicy
Sysctl: name string, value string
Affinity: nodeAffinity? *NodeAffinity, podAffinity? *PodAffinity, podAntiAffinity? *PodAntiAffinity
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution? *NodeSelector,
  preferredDuringSchedulingIgnoredDuringExecution? []PreferredSchedulingTerm
NodeSelector: nodeSelectorTerms []NodeSelectorTerm
NodeSelectorTerm: matchExpressions? []NodeSelectorRequirement, matchFields? []NodeSelectorRequirement
NodeSelectorRequirement: key string, operator NodeSelectorOperator, values? []string
PreferredSchedulingTerm: weight int32, preference NodeSelectorTerm
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution? []PodAffinityTerm,
  preferredDuringSchedulingIgnoredDuringExecution? []WeightedPodAffinityTerm
PodAffinityTerm: labelSelector? *LabelSelector, namespaces? []string, topologyKey string,
  namespaceSelector? *LabelSelector, matchLabelKeys? []string, mismatchLabelKeys? []string
WeightedPodAffinityTerm: weight int32, podAffinityTerm PodAffinityTerm
PodAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution? []PodAffinityTerm,
  preferredDuringSchedulingIgnoredDuringExecution? []WeightedPodAffinityTerm
Toleration: key? string, operator? TolerationOperator, value? string, effect? TaintEffect, tolerationSeconds? *int64
HostAlias: ip=IP string, hostnames? []string
PodDNSConfig: nameservers? []string, searches? []string, options? []PodDNSConfigOption
PodDNSConfigOption: name? string, value? *string
PodReadinessGate: conditionType PodConditionType
TopologySpreadConstraint: maxSkew int32, topologyKey string, whenUnsatisfiable UnsatisfiableConstraintAction,
  labelSelector? *LabelSelector, minDomains? *int32, nodeAffinityPolicy? *NodeInclusionPolicy,
  nodeTaintsPolicy? *NodeInclusionPolicy, matchLabelKeys? []string
PodOS: name OSName
PodSchedulingGate: name string
PodResourceClaim: name string, resourceClaimName? *string, resourceClaimTemplateName? *string
WorkloadReference: name string, podGroup string, podGroupReplicaKey? string
`;

import type { ImageUse, UsedImage } from '../../install/images.ts';

/** An image as programs read it. */
export interface ImageRecord {
  readonly image: string;
  readonly usedBy: readonly ImageUseRecord[];
}

interface ImageUseRecord {
  /** `Kind namespace/name`. */
  readonly object: string;
  readonly container?: string;
  /** True where the object says what injection gives to other workloads. */
  readonly injected: boolean;
}

export const imageRecord = ({ image, usedBy }: UsedImage): ImageRecord => ({ image, usedBy: usedBy.map(useRecord) });

const useRecord = ({ kind, namespace, name, container, isInjected }: ImageUse): ImageUseRecord => ({
  object: `${kind} ${namespace && `${namespace}/`}${name}`,
  ...(container !== '' && { container }),
  injected: isInjected,
});

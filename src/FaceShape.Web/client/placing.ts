import type { Asset, Assets } from './protocol.ts';

/** Makes addresses whole that the build wrote relative to where the assets lie. */
export class Placing {
  constructor(readonly base: string) {}

  readonly address = (url: string): string => new URL(url, this.base).href;
  readonly asset = <T extends Asset>(asset: T): T => ({ ...asset, url: this.address(asset.url) });

  assets({ dotnet, onnx, models }: Assets): Assets {
    const { asset } = this;
    return {
      dotnet: {
        loader: asset(dotnet.loader),
        runtime: asset(dotnet.runtime),
        native: asset(dotnet.native),
        wasm: asset(dotnet.wasm),
        assemblies: dotnet.assemblies.map(asset),
      },
      onnx: {
        module: asset(onnx.module),
        wasm: asset(onnx.wasm),
        whole: asset(onnx.whole),
        ...(onnx.opening && { opening: asset(onnx.opening) }),
        ...(onnx.opened && { opened: asset(onnx.opened) }),
      },
      models: models.map(asset),
    };
  }
}

/** What the worker loads besides its script, in one list; the whole ONNX Runtime is not in it, as hardly anybody needs it. */
export const listed = ({ dotnet, onnx, models }: Assets): readonly Asset[] => [
  dotnet.loader, dotnet.runtime, dotnet.native, dotnet.wasm, ...dotnet.assemblies, onnx.module, onnx.wasm,
  ...(onnx.opening ? [onnx.opening] : []), ...(onnx.opened ? [onnx.opened] : []), ...models,
];

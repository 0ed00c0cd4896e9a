import type { Asset, Assets } from '../protocol.ts';
import type { Download } from './download.ts';

/** A piece of .NET's memory, valid during the call that passes it. */
export interface MemoryView {
  set(source: Uint8Array): void;
  copyTo(target: Uint8Array): void;
}

/** `Door` in C#. */
export interface Door {
  Open(pipeline: string): Promise<string | null>;
  WarmUp(): Promise<string | null>;
  Read(id: number, width: number, height: number, severalFaces: string, pipeline: string, describe: boolean): Promise<string>;
  Track(width: number, height: number): Promise<string>;
  Forget(): void;
  Fuse(evidence: readonly string[]): string;
  Cancel(id: number): void;
}

/** `OrtWeb` in C#. */
export interface OrtDoor {
  Ended(run: number, error: string | null): void;
}

/** `JournalDoor` in C#. */
export interface JournalDoor {
  Run(text: string, week: number, command: readonly string[]): string;
}

/** The part of dotnet.js that is used here. */
interface Runtime {
  setModuleImports(module: string, functions: object): void;
  getAssemblyExports(assembly: string): Promise<{ readonly FaceShape: { readonly Browser: { readonly Door: Door; readonly JournalDoor: JournalDoor; readonly OrtWeb: OrtDoor } } }>;
  localHeapViewU8(): Uint8Array;
}

interface Loader {
  readonly dotnet: { withConfig(config: object): { create(): Promise<Runtime> } };
}

export interface Dotnet {
  readonly door: Door;
  readonly journals: JournalDoor;
  readonly ort: OrtDoor;
  /** Bytes of WebAssembly memory that .NET holds. */
  memory(): number;
}

const wasmName = 'dotnet.native.wasm';

/** Boots .NET from hash-named files, and hands it the JavaScript modules that its C# imports. */
export async function boot(assets: Assets['dotnet'], { bytes }: Download, modules: Readonly<Record<string, object>>): Promise<Dotnet> {
  const buffer = async (asset: Asset) => (await bytes(asset)).buffer;
  const wasm = async (asset: Asset) => new Response(await bytes(asset), { headers: { 'Content-Type': 'application/wasm' } });
  // Imported by address: a module cannot be made from bytes under the site's CSP. It comes from the cache that `bytes` filled.
  const script = async (asset: Asset) => {
    await bytes(asset);
    return import(asset.url);
  };
  const assemblies = (core: boolean) =>
    assets.assemblies
      .filter((asset) => asset.core === core)
      .map((asset) => ({ name: asset.virtualPath, virtualPath: asset.virtualPath, buffer: buffer(asset) }));

  const { dotnet }: Loader = await script(assets.loader);
  const runtime = await dotnet
    .withConfig({
      mainAssemblyName: 'FaceShape.Browser',
      globalizationMode: 'invariant',
      resources: {
        jsModuleNative: [{ name: 'dotnet.native.js', moduleExports: script(assets.native) }],
        jsModuleRuntime: [{ name: 'dotnet.runtime.js', moduleExports: script(assets.runtime) }],
        wasmNative: [{ name: wasmName, pendingDownload: { name: wasmName, url: assets.wasm.url, response: wasm(assets.wasm) } }],
        coreAssembly: assemblies(true),
        assembly: assemblies(false),
      },
    })
    .create();
  for (const [name, functions] of Object.entries(modules)) runtime.setModuleImports(name, functions);
  const { FaceShape } = await runtime.getAssemblyExports('FaceShape.Browser.dll');
  return { door: FaceShape.Browser.Door, journals: FaceShape.Browser.JournalDoor, ort: FaceShape.Browser.OrtWeb, memory: () => runtime.localHeapViewU8().byteLength };
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Building.Networks;

namespace FaceShape.Web.Tests.Building.Networks;

public sealed class OpenedNetworksTests
{
    // The page's own script in Node: what a worker has and Node has not is put there. Inputs and outputs pass as files of floats.
    private const string Page = """
        import { readFileSync, writeFileSync } from 'node:fs';
        import { pathToFileURL } from 'node:url';
        const [folder, dist, opened, ...names] = process.argv.slice(2);
        const bytes = (file) => new Uint8Array(readFileSync(file));
        const answers = new Map();
        globalThis.self = { name: 'networks', postMessage: (answer) => answers.get(answer.id)?.(answer) };
        Object.defineProperty(globalThis, 'navigator', { value: { ...globalThis.navigator, locks: { request: (_, held) => held() } } });
        let made = 0;
        const { instantiate } = WebAssembly;
        WebAssembly.instantiate = async (...given) => {
          const { module, instance } = await instantiate(...given);
          const name = /_OrtCreateSession=\w+\.(\w+)/.exec(readFileSync(`${dist}/ort-wasm-simd-threaded.mjs`, 'utf8'))[1];
          return { module, instance: { exports: { ...instance.exports, [name]: (...of) => (made++, instance.exports[name](...of)) } } };
        };
        await import(pathToFileURL(`${folder}/networks.mjs`).href);
        let id = 0;
        const call = (method, ...args) => new Promise((resolve, reject) => {
          answers.set(++id, ({ result, error }) => error ? reject(new Error(error)) : resolve(result));
          self.onmessage({ data: { id, method, args } });
        });
        await call('start', pathToFileURL(`${dist}/ort-wasm-simd-threaded.mjs`).href, bytes(`${dist}/ort-wasm-simd-threaded.wasm`), bytes(opened));
        for (const name of names) {
          const { inputs } = await call('open', name, bytes(`${folder}/${name}.fsn`));
          for (const round of [0, 1]) {
            const given = inputs.map(({ shape }, i) => ({ shape: shape.map((length) => length < 1 ? 128 : length), data: new Float32Array(bytes(`${folder}/${name}.in${i}`).buffer) }));
            const { outputs } = await call('run', name, given);
            outputs.forEach(({ data }, i) => writeFileSync(`${folder}/${name}.out${i}`, data));
          }
        }
        await call('close', names[0]);
        const again = await call('open', names[0], bytes(`${folder}/${names[0]}.fsn`));
        writeFileSync(`${folder}/made`, `${made} ${again}`);
        """;

    private static readonly string Source = Repository.Path("src", "FaceShape.Web");
    private static string Npm => Path.GetDirectoryName(Repository.Npm("onnxruntime-web"))!;

    [Fact]
    public async Task Taken_over_by_the_script_of_the_page_they_give_what_the_models_give_and_no_session_is_made_not_even_for_one_closed()
    {
        var folder = Directory.CreateTempSubdirectory("faceshape");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            var packed = Packed();
            await File.WriteAllBytesAsync(At("opened"), await OpenedNetworks.OpenAsync(Source, Npm, packed), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(At("networks.mjs"), await new Bundler(Source, Npm).BundleAsync("client/worker/networks.ts"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(At("page.mjs"), Page, TestContext.Current.CancellationToken);
            var random = new Random(1);
            Dictionary<string, IReadOnlyList<Tensor>> expected = [];
            foreach (var (name, bytes) in packed)
            {
                await File.WriteAllBytesAsync(At(name + PackedNetwork.Extension), bytes, TestContext.Current.CancellationToken);
                using var model = OnnxModel.Open(name, ShippedNetworks.Onnx(name), threads: 1);
                var inputs = ShippedNetworks.Noise(model, random);
                for (var i = 0; i < inputs.Length; i++)
                    await File.WriteAllBytesAsync(At($"{name}.in{i}"), MemoryMarshal.AsBytes(inputs[i].Data.AsSpan()).ToArray(), TestContext.Current.CancellationToken);
                expected[name] = await model.RunAsync(inputs, TestContext.Current.CancellationToken);
            }

            await NodeAsync([At("page.mjs"), folder.FullName, Path.Combine(Npm, "onnxruntime-web", "dist"), At("opened"), .. packed.Select(network => network.Name)]);

            Assert.Equal("0 undefined", await File.ReadAllTextAsync(At("made"), TestContext.Current.CancellationToken));
            foreach (var (name, outputs) in expected)
            {
                for (var i = 0; i < outputs.Count; i++)
                {
                    var bytes = await File.ReadAllBytesAsync(At($"{name}.out{i}"), TestContext.Current.CancellationToken);
                    var tolerance = 1e-4 * Math.Max(1, outputs[i].Data.Max(Math.Abs));
                    var actual = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
                    Assert.Equal(outputs[i].Data.Length, actual.Length);
                    Assert.All(outputs[i].Data.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Opened_again_they_are_the_same_bytes_and_hold_neither_weights_nor_where_they_were_made()
    {
        var packed = Packed();
        var opened = await OpenedNetworks.OpenAsync(Source, Npm, packed);

        Assert.Equal(opened, await OpenedNetworks.OpenAsync(Source, Npm, packed));
        // The weights alone would be 10 million bytes.
        Assert.InRange(opened.Length, 1_000_000, 8_000_000);
        Assert.Equal(-1, opened.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Path())));
    }

    [Fact]
    public async Task A_network_that_cannot_be_opened_stops_the_build()
    {
        var error = await Assert.ThrowsAsync<SiteException>(() => OpenedNetworks.OpenAsync(Source, Npm, [("facemesh", [1, 2, 3])]));
        Assert.Contains("could not be opened", error.Message, StringComparison.Ordinal);
    }

    private static (string Name, byte[] Packed)[] Packed() => [.. ModelNames.AllLight.Select(name => (name, PackedNetwork.Of(name, ShippedNetworks.Onnx(name))))];

    private static async Task NodeAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}

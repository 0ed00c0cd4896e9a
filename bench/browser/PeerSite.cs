using System.IO.Compression;
using System.Text.Json;

namespace FaceShape.Bench.Browser;

/// <summary>A folder with face-api.js, its three nets and TensorFlow.js's WASM backend, compressed beforehand like our own site.</summary>
internal static class PeerSite
{
    private const int BestQuality = 11;
    private const int LargestWindow = 24;

    /// <summary>Writes it, unless it is there already.</summary>
    public static string Build(string root)
    {
        var folder = Path.Combine(root, "artifacts", "bench", "face-api");
        Directory.CreateDirectory(folder);
        var package = Path.Combine(root, "node_modules", "@vladmandic", "face-api");
        var wasm = Path.Combine(root, "bench", "face-api", "node_modules", "@tensorflow", "tfjs-backend-wasm", "dist");
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(root, "bench", "browser", "peer")),
            Path.Combine(package, "dist", "face-api.esm.js"),
            Path.Combine(wasm, "tfjs-backend-wasm-simd.wasm"),
            .. from net in (string[])["ssd_mobilenetv1", "face_landmark_68", "face_recognition"]
               from part in (string[])["_model-weights_manifest.json", "_model.bin"]
               select Path.Combine(package, "model", net + part),
        ];
        foreach (var file in files) Add(file, Path.Combine(folder, Path.GetFileName(file)));
        // Without isolation the backend takes its build for one thread.
        var headers = new[] { new { pattern = "/*", headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=3600" } } };
        File.WriteAllText(Path.Combine(folder, "headers.json"), JsonSerializer.Serialize(headers));
        return folder;
    }

    private static void Add(string file, string target)
    {
        var content = File.ReadAllBytes(file);
        if (File.Exists(target) && content.AsSpan().SequenceEqual(File.ReadAllBytes(target))) return;
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        if (!BrotliEncoder.TryCompress(content, compressed, out var written, BestQuality, LargestWindow))
            throw new InvalidOperationException($"brotli could not compress {file}");
        File.WriteAllBytes(target + ".br", compressed[..written]);
        File.WriteAllBytes(target, content);
    }
}

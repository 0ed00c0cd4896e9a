using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Shadow;

namespace FaceShape.Web.Tests.Harness;

/// <summary>A copy of the models whose catalogue names others that are tried: the same but for a remark in one file, so they must agree.</summary>
internal static class TriedModels
{
    /// <summary>Makes the copy.</summary>
    /// <param name="folder">Where; it is made.</param>
    /// <param name="share">On how many of a hundred devices they are tried.</param>
    /// <param name="answers">Whether they answer there.</param>
    public static Challenger Make(string folder, int share, bool answers)
    {
        Copy(folder);
        var others = folder + "-others";
        Copy(others);
        var catalogue = JsonNode.Parse(File.ReadAllText(Path.Combine(others, CatalogueFile.Name)))!;
        var entry = catalogue["models"]!.AsArray().Single(model => (string)model!["name"]! == ModelNames.LightClassifiers)!;
        var file = Path.Combine(others, (string)entry["file"]!);
        // Field 6 of an ONNX model is a text for people; protobuf takes it wherever it stands.
        byte[] bytes = [.. File.ReadAllBytes(file), 0x32, 5, .. Encoding.ASCII.GetBytes("tried")];
        File.WriteAllBytes(file, bytes);
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        entry["bytes"] = bytes.Length;
        File.WriteAllText(Path.Combine(others, CatalogueFile.Name), catalogue.ToJsonString());
        return ChallengerService.Enter(folder, others, share, answers);
    }

    private static void Copy(string folder)
    {
        foreach (var file in CatalogueFile.Read(Repository.Path("models")).Models.Select(model => model.File).Append(CatalogueFile.Name).Append("classifiers/light.json"))
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.Path("models", file), target);
        }
    }
}

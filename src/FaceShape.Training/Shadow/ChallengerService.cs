using FaceShape.Inference;
using FaceShape.Native.Models;

namespace FaceShape.Training.Shadow;

/// <summary>Names the challenger in a catalogue: <c>faceshape models challenge</c>.</summary>
public static class ChallengerService
{
    /// <summary>Copies the models that differ into a folder beside those in use, and enters them.</summary>
    /// <param name="models">Folder of the models in use.</param>
    /// <param name="challenger">Folder of those that are tried, with a <c>models.json</c> of its own.</param>
    /// <param name="share">On how many of a hundred devices.</param>
    /// <param name="answers">In place of those in use; else beside them.</param>
    /// <exception cref="ShadowException">They are the same.</exception>
    /// <exception cref="ModelException">A model is missing or damaged.</exception>
    public static Challenger Enter(string models, string challenger, int share, bool answers)
    {
        // Whoever changes a list cannot expect it to be signed.
        var (champion, other) = (CatalogueFile.Read(models, key: null), CatalogueFile.Read(challenger));
        List<ModelEntry> different =
            [.. other.Models.Where(entry => champion.Models.All(known => known.Name != entry.Name || known.Sha256 != entry.Sha256))];
        if (different.Count == 0) throw new ShadowException($"{challenger} holds the same models as {models}: there is nothing to try");
        List<ModelEntry> entries = [];
        foreach (var entry in different)
        {
            var found = ModelVerifier.Verify(challenger, entry);
            if (found.State != ModelState.Ok) throw found.ToException();
            var file = $"{ModelVerification.ChallengerFolder}{entry.Name}{Path.GetExtension(entry.File)}";
            var target = Path.Combine(models, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(found.Path, target, overwrite: true);
            entries.Add(entry with { File = file });
        }

        var merged = champion.Models.Select(known => different.FirstOrDefault(entry => entry.Name == known.Name) ?? known)
            .Concat(different.Where(entry => champion.Models.All(known => known.Name != entry.Name)));
        var name = ModelIdentity.Of(new ModelCatalogue([.. merged])).ToString();
        var entered = new Challenger(name, Enabled: true, answers, share, Salt: name, entries);
        CatalogueFile.Write(models, champion with { Challenger = entered });
        return entered;
    }

    /// <summary>Switches the challenger off; its models stay where they are.</summary>
    /// <param name="models">Folder of the models in use.</param>
    /// <exception cref="ShadowException">There is none.</exception>
    public static Challenger SwitchOff(string models)
    {
        var catalogue = CatalogueFile.Read(models, key: null);
        if (catalogue.Challenger is not { } challenger) throw new ShadowException($"The catalogue in {models} names no challenger");
        CatalogueFile.Write(models, catalogue with { Challenger = challenger = challenger with { Enabled = false } });
        return challenger;
    }
}

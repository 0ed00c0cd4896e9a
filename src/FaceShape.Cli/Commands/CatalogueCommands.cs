using System.CommandLine;
using System.Security.Cryptography;
using FaceShape.Cli.Terminals;
using FaceShape.Native.Models;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Commands;

/// <summary>
/// <c>faceshape models challenge</c>, <c>keygen</c> and <c>sign</c>: what a deployer says in the catalogue, and that it is them.
/// </summary>
internal static class CatalogueCommands
{
    private const int DefaultShare = 10;

    public static VerbCommand Challenge(Terminal terminal)
    {
        var folder = new Argument<DirectoryInfo?>("DIR")
        {
            Description = "Models that are tried, with a models.json of their own",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var share = SharedOptions.Bounded(
            new Option<int>("--share")
            {
                Description = "On how many of a hundred devices",
                HelpName = "N",
                DefaultValueFactory = _ => DefaultShare,
            }, 0, 100);
        var answers = new Option<bool>("--answers")
        {
            Description = "They answer there, in place of those in use; else they are run beside them",
        };
        var off = new Option<bool>("--off") { Description = "Switch the challenger off: no device runs it any more" };
        var models = SharedOptions.Models();
        var command = new VerbCommand("challenge", "Names the models that are tried, in models.json.", """
            Examples:
              faceshape models challenge new-models --share 100          (beside those in use, where people share)
              faceshape models challenge new-models --share 10 --answers (they answer on every tenth device)
              faceshape models challenge --off

            Which devices is drawn by them, from a number that they keep: with a greater share, those that had the new models keep them.
            A signature of models.json is void afterwards: sign it again.

            """) { folder, share, answers, off, models };
        command.Run(terminal, (parsed, _) =>
        {
            var target = parsed.PathOrDefault(models, Home.Models);
            if (parsed.GetValue(off))
            {
                terminal.Out.WriteLine($"Switched {ChallengerService.SwitchOff(target).Name} off");
                return Task.FromResult(ExitCode.Success);
            }

            var from = parsed.GetValue(folder) ?? throw new ShadowException("Name the folder of the models that are tried, or --off");
            var entered = ChallengerService.Enter(target, from.FullName, parsed.GetValue(share), parsed.GetValue(answers));
            var what = entered.Answers ? "answers" : "is tried beside the models in use";
            var which = string.Join(", ", entered.Models.Select(model => model.Name));
            terminal.Out.WriteLine($"{entered.Name} {what} on {entered.Share} of 100 devices: {which}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    public static VerbCommand KeyGen(Terminal terminal)
    {
        var output = new Option<FileInfo>("--out")
        {
            Description = "File for the private key; the public one goes beside it, as FILE.pub",
            HelpName = "FILE",
            Required = true,
        };
        var command = new VerbCommand("keygen", "Makes a pair of keys for signing models.json.", """
            Examples:
              faceshape models keygen --out ~/keys/faceshape.pem

            The private key stays with whoever deploys. The public one is built into the site, and named to the command line by
            FACESHAPE_MODELS_KEY; both then refuse a list of models that is not signed.

            """) { output };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(output).FullName;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var writer = new StreamWriter(file, options))
            {
                await writer.WriteLineAsync(key.ExportPkcs8PrivateKeyPem().AsMemory(), cancellation).ConfigureAwait(false);
            }

            await File.WriteAllTextAsync($"{file}.pub", key.ExportSubjectPublicKeyInfoPem() + "\n", cancellation).ConfigureAwait(false);
            terminal.Out.WriteLine($"Wrote {file}, which nobody else may have, and {file}.pub");
            return ExitCode.Success;
        });
        return command;
    }

    public static VerbCommand Sign(Terminal terminal)
    {
        var key = new Option<FileInfo>("--key") { Description = "The private key, as keygen wrote it", HelpName = "FILE", Required = true };
        var models = SharedOptions.Models();
        var command = new VerbCommand("sign", "Signs models.json, into models.json.sig.", """
            Examples:
              faceshape models sign --key ~/keys/faceshape.pem

            """) { key, models };
        command.Run(terminal, (parsed, _) =>
        {
            var folder = parsed.PathOrDefault(models, Home.Models);
            using var pair = CatalogueSignature.ReadPrivateKey(parsed.GetRequiredValue(key).FullName);
            // What is about to be signed need not be signed yet.
            var catalogue = CatalogueFile.Read(folder, key: null);
            var issued = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), (catalogue.Issued ?? 0) + 1);
            CatalogueFile.Write(folder, catalogue with { Issued = issued });
            CatalogueSignature.Sign(folder, pair);
            terminal.Out.WriteLine($"Signed {Path.Combine(folder, CatalogueFile.Name)}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}

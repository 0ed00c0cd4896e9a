using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using FaceShape.Cli.Serve;
using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape serve</c>: the site, for this machine alone.</summary>
internal static class ServeCommand
{
    private const string Notes = """
        Examples:
          faceshape serve
          faceshape serve artifacts/site --port 9000
          faceshape serve --embedder http://localhost:3000

        ./run builds the site and serves it. Where the port is taken, the next free one is used; the address is printed.

        """;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<DirectoryInfo?>("FOLDER")
        {
            Description = "A built site instead of artifacts/site",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var port = SharedOptions.Bounded(
            new Option<int>("--port")
            {
                Description = "Port that is tried first; 0 takes any that is free",
                HelpName = "N",
                DefaultValueFactory = _ => SiteServer.DefaultPort,
            }, IPEndPoint.MinPort, IPEndPoint.MaxPort);

        var embedder = new Option<string?>("--embedder")
        {
            Description = "Origin whose pages may use the reader from here, such as http://localhost:3000; * for all",
            HelpName = "ORIGIN",
            CustomParser = ParseOrigin,
        };

        var command = new VerbCommand("serve", "Serves the built site on this machine.", Notes) { folder, port, embedder };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            await SiteServer.RunAsync(
                parsed.GetValue(folder)?.FullName ?? Home.Site, parsed.GetValue(port),
                address => terminal.Out.WriteLine($"The site is at {address} (Ctrl-C ends it)"), cancellation,
                parsed.GetValue(embedder)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Browsers compare letter by letter, so anything but an origin as they write it would silently allow nobody.</summary>
    private static string? ParseOrigin(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text == "*") return text;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.GetLeftPart(UriPartial.Authority) == text) return Origin.Of(address);
        result.AddError($"--embedder {text}: name an origin, such as https://shop.example, without anything after it; or *");
        return null;
    }
}

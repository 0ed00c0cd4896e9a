using System.CommandLine;
using System.Net;
using FaceShape.Cli.Serve;
using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape serve</c>: the site, for this machine alone.</summary>
internal static class ServeCommand
{
    private const string Notes = """
        Examples:
          faceshape serve
          faceshape serve artifacts/site --port 9000

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

        var command = new VerbCommand("serve", "Serves the built site on this machine.", Notes) { folder, port };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            await SiteServer.RunAsync(
                parsed.GetValue(folder)?.FullName ?? Home.Site, parsed.GetValue(port),
                address => terminal.Out.WriteLine($"The site is at {address} (Ctrl-C ends it)"), cancellation).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}

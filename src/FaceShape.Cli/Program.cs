using FaceShape.Cli;
using FaceShape.Cli.Terminals;

return await CommandLine.RunAsync(args, Terminal.OfProcess());

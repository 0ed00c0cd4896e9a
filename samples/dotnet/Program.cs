using FaceShape;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

if (args is not [var path])
{
    Console.Error.WriteLine("Name one photo: dotnet run -- photo.jpg");
    return 2;
}

try
{
    // No side is longer than what the page and the command line read, so that all three answer alike.
    var photo = new PhotoDecoder(new PhotoLimits(MaxSide: 2048)).Decode(File.ReadAllBytes(path));
    using var reader = await Readers.OpenAsync(Pipeline.Light, NativeModelSource.BesideTheProgram());
    var reading = await reader.ReadAsync(photo);
    if (reading.Problem is { } problem)
    {
        Console.Error.WriteLine($"{path}: {problem}");
        return 1;
    }

    var answer = reading.Faces[0].Answer;
    Console.WriteLine($"{answer.Shape.Label} {answer.Shape.Probability:P0}, then {answer.Shape.Second}");
    foreach (var warning in reading.Faces[0].Warnings) Console.WriteLine($"Warning: {warning}");
    return 0;
}
catch (PhotoException error)
{
    Console.Error.WriteLine($"{path}: {error.Message}");
    return 1;
}

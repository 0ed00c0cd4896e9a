using FaceShape.Classification;
using FaceShape.Training.Data;
using FaceShape.Training.Learning.Light;

namespace FaceShape.Training.Tests.Data;

public sealed class LightFacesTests
{
    [Fact]
    public void Whoever_is_in_the_folders_is_not_learnt_beside_them()
    {
        var folders = Of("women", 0, 1);
        var beside = Of("men", 1, 2, 2);

        var strangers = beside.StrangersTo(folders);

        Assert.Equal(["men-1.jpg", "men-2.jpg"], strangers.Photos.Select(photo => photo.Path));
        Assert.Equal(beside.Faces.Skip(1), strangers.Faces);
        Assert.Equal(beside.Mirrored.Skip(1), strangers.Mirrored);
        Assert.Single(strangers.People.Distinct());
    }

    [Fact]
    public void Folders_that_show_nobody_else_are_refused_with_what_to_do()
    {
        var error = Assert.Throws<DatasetException>(() => Of("men", 0, 1).StrangersTo(Of("women", 0, 1)));

        Assert.Contains("leave --beside out", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A photo of each person, as the descriptor has it.</summary>
    private static LightFaces Of(string folder, params int[] people)
    {
        LabelledPhoto[] photos = [.. people.Select((_, i) => new LabelledPhoto($"{folder}-{i}.jpg", Shape.Oval, folder, 0))];
        return LightFaces.Gather(photos, Seen(), Seen(), [.. people.Select(Descriptor)], TestContext.Current.CancellationToken);

        PhotoFeatures<MapFace>[] Seen() => [.. people.Select(person => new PhotoFeatures<MapFace>(new([], [person]), null))];
    }

    /// <summary>Two photos of a person are a little apart, two people far.</summary>
    private static float[] Descriptor(int person, int photo)
    {
        var descriptor = new float[128];
        descriptor[person] = 1;
        descriptor[100 + photo] = 0.2f;
        return descriptor;
    }
}

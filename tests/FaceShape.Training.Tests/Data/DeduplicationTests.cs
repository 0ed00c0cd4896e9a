using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Data;

public sealed class DeduplicationTests
{
    private static readonly LabelledFaces Faces = MadeUpFaces.Gathered(people: 6, photos: 3);

    [Fact]
    public void A_picture_counts_once_a_folder_and_who_shares_it_is_one_person()
    {
        // Photos 0 and 1 show one person of one folder; 2 (person 0, even) and 3 (person 1, odd) one picture in two folders; nobody
        // looked at the last.
        var pictures = Faces.Photos.SkipLast(1).Select((photo, i) => (photo.Path, Picture: i switch { 1 => 0, 3 => 2, _ => i }))
            .ToDictionary(photo => photo.Path, photo => photo.Picture);
        var duplicates = new Duplicates(pictures, 0, 2, 0);
        var once = duplicates.Once(Faces.Photos);
        Assert.Equal(Faces.Photos.Where((_, i) => i != 1), once);

        var people = duplicates.Join(Faces.Photos, Faces.People);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1], people.Take(9));
        Assert.Equal(5, people.Distinct().Count());

        var data = DataFigures.Of(Faces.Photos, duplicates, Faces with { People = people, Lookalikes = people, Pictures = duplicates.Join(Faces.Photos, Faces.Pictures) });
        Assert.Equal((18, 18, 5), (data.Photos, data.Counted, data.People));
        Assert.Equal((1, 1, 1), (data.Duplicates.AcrossFolders, data.Duplicates.OtherLabel, data.Duplicates.Dropped));
        Assert.Equal([("even", 9, 3, 2), ("odd", 9, 3, 2)], data.Sources.Select(s => (s.Name, s.Photos, s.People, s.OnlyHere)));
        Assert.Equal((3, 6), (data.MedianPhotos, data.MostPhotos));
    }

    [Fact]
    public void Two_photos_whose_descriptors_are_nearly_the_same_are_one_picture_and_a_photo_without_one_is_its_own() =>
        Assert.Equal([0, 0, 1, 2, 3], Duplicates.ByDescriptor([[0.1f, 0], [0.1f, 0.19f], null, null, [0.5f, 0]]));

    [Fact]
    public void Who_is_in_one_picture_is_one_person_though_the_descriptors_of_their_other_photos_differ()
    {
        // Two rows of photos, each a little different from the last; where they meet, two are nearly the same.
        float[] places = [0, -0.08f, -0.17f, -0.27f, -0.38f, 0.19f, 0.27f, 0.36f, 0.46f, 0.57f];
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], IdentityClusters.Find([.. places.Select(place => (float[])[place])]));
        var made = MadeUpFaces.Gathered(people: places.Length, photos: 1);

        var gathered = LabelledFaces.Gather(
            made.Photos, [.. made.Faces.Zip(places, (face, place) => new PhotoFeatures<DescribedFace>(face with { Descriptor = [place] }, null))], []);

        Assert.Single(gathered.People.Distinct());
    }

    [Fact]
    public void Folders_agree_on_the_people_whom_both_show_when_most_photos_carry_the_same_label()
    {
        // Each person has a photo in the other folder; those of person 0 and 1 carry another label there.
        var photos = Faces.Photos.Select((photo, i) => (i % 3, i / 3) switch
        {
            (2, < 2) => photo with { Source = "other", Label = photo.Label + 1 },
            (2, _) => photo with { Source = "other" },
            _ => photo with { Source = "one" },
        });
        var moved = Faces with { Photos = [.. photos] };
        var agreement = Assert.Single(SourceAgreement.Of(moved));
        Assert.Equal(("one", "other", 6), (agreement.First, agreement.Second, agreement.People));
        Assert.Equal(4.0 / 6, agreement.Agree.Value, 12);
        Assert.Equal(1, SourceAgreement.WithinFolders(moved).Value);
        Assert.Empty(SourceAgreement.Of(Faces));
    }
}

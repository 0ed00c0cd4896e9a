using FaceShape.Training.Data;
using FaceShape.Training.Fairness;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Fairness;

public sealed class PeopleFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void People_are_those_of_the_table_of_whom_there_is_a_photo()
    {
        Table("face_id,face_age,face_gender,face_eth\n001,24,female,white\n002,25,male,black\n010,NA,male,white\n1,30,female,white\n");
        foreach (var name in new[] { "001_03.jpg", "002.jpg", "010-1.jpg", "0100.jpg" }) folder.File(name, [1]);
        var people = PeopleFolder.Open(folder.Path);
        Assert.Equal(["001_03.jpg", "002.jpg", "010-1.jpg"], people.Select(person => Path.GetFileName(person.Photo)));
        Assert.Equal(["below 25", "25 to 29", "not told"], people.Select(person => person.Groups["age"]));
        Assert.Equal(["female", "male", "male"], people.Select(person => person.Groups["sex"]));
        Assert.Equal(["white", "black", "white"], people.Select(person => person.Groups["ethnicity"]));
    }

    [Theory]
    [InlineData(null, "There is no")]
    [InlineData("", "no column id")]
    [InlineData("id,age,gender\n1,2,3\n", "no column eth")]
    [InlineData("id,age,gender,eth\n7,20,male,white\n", "names nobody")]
    public void A_table_that_cannot_be_used_is_said_with_the_reason(string? table, string reason)
    {
        if (table is not null) Table(table);
        Assert.Contains(reason, Assert.Throws<DatasetException>(() => PeopleFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_London_set_is_known_by_its_table()
    {
        Table("id,age,gender,eth\n7,20,male,white\n");
        Assert.False(PeopleFolder.IsLondonSet(folder.Path));
        Assert.True(PeopleFolder.IsLondonSet(FaceShape.Testing.Repository.Shared("data", "london")));
    }

    private void Table(string text) => folder.File(PeopleFolder.Table, System.Text.Encoding.UTF8.GetBytes(text));
}

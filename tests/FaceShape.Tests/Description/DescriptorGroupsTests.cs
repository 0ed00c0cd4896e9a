using FaceShape.Description;

namespace FaceShape.Tests.Description;

public class DescriptorGroupsTests
{
    [Fact]
    public void Distance_is_Euclidean() => Assert.Equal(5, DescriptorGroups.Distance([0, 3, 1], [4, 0, 1]), 9);

    [Fact]
    public void Photos_that_hang_together_by_near_pairs_are_one_group() =>
        Assert.Equal([0, 0, 2, 0, 2], DescriptorGroups.Of(On(0, 0.5, 2, 0.9, 2.2), 0.6));

    [Fact]
    public void A_photo_that_comes_last_can_join_two_groups() =>
        Assert.Equal([0, 0, 0], DescriptorGroups.Of(On(0, 1, 0.5), 0.6));

    [Fact]
    public void The_bound_itself_is_too_far() => Assert.Equal([0, 1], DescriptorGroups.Of(On(0, 0.5), 0.5));

    [Fact]
    public void The_main_person_is_on_most_photos() =>
        Assert.Equal([false, true, true], DescriptorGroups.MainPerson(On(0, 3, 3.1)));

    [Fact]
    public void Of_two_people_with_as_many_photos_the_first_is_the_main_one() =>
        Assert.Equal([true, false], DescriptorGroups.MainPerson(On(0, 3)));

    [Fact]
    public void Nobody_is_nobody() => Assert.Empty(DescriptorGroups.MainPerson([]));

    private static IReadOnlyList<float>[] On(params double[] line) => [.. line.Select(at => (IReadOnlyList<float>)[(float)at, 0])];
}

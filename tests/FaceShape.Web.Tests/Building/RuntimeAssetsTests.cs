using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class RuntimeAssetsTests
{
    [Fact]
    public void The_first_visit_brings_the_light_walk_and_the_switch_the_original_six()
    {
        var models = RuntimeAssets.Describe(Testing.Repository.Path("models")).Select(model => new ModelAsset(model.Name, "", new("", 0, 0, ""))).ToList();
        Assert.Equal(ModelNames.AllLight.Order(), models.Where(model => model.First).Select(model => model.Name).Order());
        Assert.Equal(ModelNames.All.Order(), models.Where(model => model.Original).Select(model => model.Name).Order());
        Assert.DoesNotContain(models, model => model.First && model.Original);
    }

    [Fact]
    public void Networks_that_another_version_packed_are_not_built_into_a_site()
    {
        var npm = Testing.Repository.Npm();
        RuntimeAssets.MustFit(npm, OnnxModel.RuntimeVersion);
        var error = Assert.Throws<SiteException>(() => RuntimeAssets.MustFit(npm, "1.16.0"));
        Assert.Contains("1.16.0", error.Message, StringComparison.Ordinal);
        Assert.Contains(OnnxModel.RuntimeVersion, error.Message, StringComparison.Ordinal);
    }
}

using FaceShape.Inference;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class RuntimeAssetsTests
{
    [Fact]
    public void A_visitor_fetches_the_models_that_the_reader_opens_and_no_other() =>
        Assert.Equal(ModelNames.All, RuntimeAssets.ReadersModels);
}

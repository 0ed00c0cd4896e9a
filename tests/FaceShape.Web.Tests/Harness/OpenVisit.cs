namespace FaceShape.Web.Tests.Harness;

/// <summary>One visit for all tests of a class, opened when the first asks: the page is not reloaded in between.</summary>
/// <param name="site">Whom to visit.</param>
public sealed class OpenVisit(Site site) : IAsyncDisposable
{
    private Visit? visit;

    internal async Task<Visit> PageAsync() => visit ??= await (await site.VisitAsync()).OpenAsync();

    public ValueTask DisposeAsync() => visit?.DisposeAsync() ?? ValueTask.CompletedTask;
}

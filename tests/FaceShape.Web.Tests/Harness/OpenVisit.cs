namespace FaceShape.Web.Tests.Harness;

/// <summary>One visit for the tests of a class that change nothing but the photo: the page is not loaded again in between.</summary>
/// <param name="site">Whom to visit.</param>
public sealed class OpenVisit(Site site) : IAsyncDisposable
{
    private Visit? visit;

    /// <summary>The page, ready to read, with its service worker in control.</summary>
    internal async Task<Visit> PageAsync()
    {
        if (visit is not null) return visit;
        visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        return visit;
    }

    public ValueTask DisposeAsync() => visit?.DisposeAsync() ?? ValueTask.CompletedTask;
}

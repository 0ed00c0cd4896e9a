using FaceShape.Web.Building;
using FaceShape.Web.Languages;

namespace FaceShape.Web.Pages;

/// <summary>What all pages of all languages share.</summary>
/// <param name="Script">Address of the script, relative to the root; the others likewise.</param>
/// <param name="Style">Address of the styles.</param>
/// <param name="Icon">Address of the SVG icon.</param>
/// <param name="TouchIcon">Address of the 180-pixel icon.</param>
/// <param name="Address">Where the site will be found: search engines want whole addresses.</param>
/// <param name="Facts">Figures to state.</param>
/// <param name="Advice">Addresses of the advice's texts and pictures, by the code of the language.</param>
/// <param name="Shares">Whether there is a collector, so that people may choose to share.</param>
public sealed record SiteContext(
    string Script, string Style, string Icon, string TouchIcon, Uri Address, SiteFacts Facts, IReadOnlyDictionary<string, string> Advice,
    bool Shares = false)
{
    /// <summary>Address of the script that defines the element for other people's pages.</summary>
    public string Element { get; init; } = "element.js";

    /// <summary>Address of the script that shows what the element tells, on the page about it.</summary>
    public string Example { get; init; } = "";
}

/// <summary>What one page in one language needs from the build.</summary>
/// <param name="Site">What it shares with the others.</param>
/// <param name="Translation">Its texts.</param>
/// <param name="Path">Its address below the folder of its language, such as <c>privacy/</c>.</param>
/// <param name="Anywhere">It is shown at any address, so its links start from the root of the host, with the folder that the site's address names.</param>
public sealed record PageContext(SiteContext Site, Translation Translation, string Path, bool Anywhere = false)
{
    /// <summary>The language.</summary>
    public Language Language => Translation.Language;

    /// <summary>Figures to state.</summary>
    public SiteFacts Facts => Site.Facts;

    /// <summary>The whole address.</summary>
    public string Address => AddressIn(Language);

    /// <summary>Address of the advice's texts and pictures, relative to the root.</summary>
    public string Advice => Site.Advice[Language.Code];

    /// <summary>A text of the pages.</summary>
    public string this[string key] => Translation.Site[key];

    /// <summary>A text of the pages with its gaps filled.</summary>
    public string Say(string key, params (string Name, string Value)[] gaps) => Translation.Site.Say(key, gaps);

    /// <summary>The way from this page to a file of the site.</summary>
    public string Asset(string url) => Root + url;

    /// <summary>The way to another page in the same language.</summary>
    public string Link(string path) => To(Language.Folder + path);

    /// <summary>The way to the same page in another language.</summary>
    public string In(Language other) => To(other.Folder + (Anywhere ? "" : Path));

    /// <summary>The whole address of this page in another language.</summary>
    public string AddressIn(Language other) => new Uri(Site.Address, other.Folder + Path).AbsoluteUri;

    private string Root => Anywhere ? Site.Address.AbsolutePath : string.Concat(Enumerable.Repeat("../", (Language.Folder + Path).Count(letter => letter == '/')));

    private string To(string url) => (Root + url).Length == 0 ? "./" : Root + url;
}

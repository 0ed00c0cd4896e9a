using System.Security;
using System.Text;
using FaceShape.Web.Languages;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Building;

/// <summary>What search engines are given: all pages in all languages.</summary>
internal static class SiteMap
{
    /// <summary>sitemap.xml.</summary>
    /// <param name="address">Where the site will be found.</param>
    /// <param name="pages">All pages.</param>
    public static byte[] Xml(Uri address, IEnumerable<RenderedPage> pages)
    {
        var map = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

            """.ReplaceLineEndings("\n"));
        foreach (var page in pages.Where(page => page.File.EndsWith("index.html", StringComparison.Ordinal)))
        {
            var path = page.File[..^"index.html".Length][page.Language.Folder.Length..];
            map.Append("  <url><loc>").Append(Escaped(new Uri(address, page.Language.Folder + path))).Append("</loc>");
            foreach (var other in Language.All)
            {
                map.Append("<xhtml:link rel=\"alternate\" hreflang=\"").Append(other.Code)
                    .Append("\" href=\"").Append(Escaped(new Uri(address, other.Folder + path))).Append("\"/>");
            }

            map.Append("</url>\n");
        }

        return Encoding.UTF8.GetBytes(map.Append("</urlset>\n").ToString());
    }

    private static string Escaped(Uri address) => SecurityElement.Escape(address.AbsoluteUri);

    /// <summary>robots.txt.</summary>
    public static byte[] Robots(Uri address) =>
        Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\nSitemap: {new Uri(address, "sitemap.xml").AbsoluteUri}\n");
}

using System.Globalization;

namespace FaceShape.Web.Languages;

/// <summary>A language of the site: how it is called, which way it runs, how it writes numbers. Scripts do the same by Intl.</summary>
/// <param name="Code">BCP 47, such as <c>en</c>; also the folder of its texts.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Decimal">Between whole numbers and their parts.</param>
/// <param name="Group">Between thousands.</param>
/// <param name="GroupedFrom">The smallest number whose thousands are set apart.</param>
/// <param name="PercentPattern">Where the sign of a percentage stands, with marks where letters before it would turn it round.</param>
public sealed record Language(
    string Code, string Name, string Direction, string Decimal, string Group, int GroupedFrom, string PercentPattern)
{
    /// <summary>All languages; the first is that of the site's root.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("en", "English", "ltr", ".", ",", 1000, "{0}%"),
        new("es", "Español", "ltr", ",", ".", 10_000, "{0}\u00a0%"),
        new("tr", "Türkçe", "ltr", ",", ".", 1000, "%{0}"),
        new("ar", "العربية", "rtl", ".", ",", 1000, "{0}\u200e%\u200e"),
    ];

    /// <summary>Its folder in the site: empty, or its code and a slash.</summary>
    public string Folder => this == All[0] ? "" : Code + "/";

    /// <summary>A number as people of this language write it.</summary>
    public string Number(double value, int decimals = 0)
    {
        var format = new NumberFormatInfo { NumberDecimalSeparator = Decimal, NumberGroupSeparator = Group };
        return value.ToString((value >= GroupedFrom ? "N" : "F") + decimals.ToString(CultureInfo.InvariantCulture), format);
    }

    /// <summary>A share of 1 as a percentage.</summary>
    public string Percent(double share, int decimals = 0) =>
        string.Format(CultureInfo.InvariantCulture, PercentPattern, Number(100 * share, decimals));
}

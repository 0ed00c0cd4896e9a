using System.Globalization;
using System.Security.Cryptography;
using FaceShape.Training.Data;

namespace FaceShape.Training.Fairness;

/// <summary>
/// A folder of photos, one a person, beside a table <c>info.csv</c> with a header whose columns end in <c>id</c>, <c>age</c>,
/// <c>gender</c> and <c>eth</c>, as the Face Research Lab London Set has it. A photo's name begins with the person's id.
/// </summary>
internal static class PeopleFolder
{
    /// <summary>The table's name.</summary>
    public const string Table = "info.csv";

    /// <summary>The attributes, in the order in which they are reported.</summary>
    public static readonly IReadOnlyList<string> Attributes = ["sex", "age", "ethnicity"];

    // Bounds of the age groups, years: about a third of the London set each.
    private const int YoungBelow = 25;
    private const int OldFrom = 30;

    /// <summary>SHA-256 of the table that comes with the Face Research Lab London Set.</summary>
    internal const string LondonTable = "3cde9e7471b4bb895a78b351eec868298008d61cfe545900b1f7e37a97ed935b";

    /// <summary>Whether a folder's table is that of the Face Research Lab London Set, byte for byte.</summary>
    public static bool IsLondonSet(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, Table)))) == LondonTable;

    /// <summary>Opens a folder; photos are not read yet.</summary>
    /// <exception cref="DatasetException">The table is missing or names nobody of whom there is a photo.</exception>
    public static IReadOnlyList<Person> Open(string folder)
    {
        var table = Path.Combine(folder, Table);
        if (!File.Exists(table)) throw new DatasetException($"There is no {table}: it says who is in the photos, with columns id, age, gender and eth");
        var rows = File.ReadLines(table).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        int id = Column("id"), age = Column("age"), sex = Column("gender"), ethnicity = Column("eth");
        var photos = Directory.GetFiles(folder, "*.jpg").Order(StringComparer.Ordinal).ToArray();
        Person[] people =
        [
            .. from row in rows.Skip(1)
               where row.Length == rows[0].Length
               let photo = photos.FirstOrDefault(path => IsOf(Path.GetFileNameWithoutExtension(path), row[id]))
               where photo is not null
               select new Person(photo, new Dictionary<string, string>
               {
                   ["sex"] = row[sex],
                   ["age"] = AgeGroup(row[age]),
                   ["ethnicity"] = row[ethnicity],
               }),
        ];
        return people.Length > 0 ? people : throw new DatasetException($"{table} names nobody of whom {folder} holds a photo named by the id");

        int Column(string name)
        {
            var at = rows.Length == 0 ? -1 : Array.FindIndex(rows[0], title => title.Trim().EndsWith(name, StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? at : throw new DatasetException($"{table} has no column {name} in its first line");
        }
    }

    private static bool IsOf(string file, string id) =>
        file.StartsWith(id, StringComparison.Ordinal) && (file.Length == id.Length || !char.IsLetterOrDigit(file[id.Length]));

    private static string AgeGroup(string age) => !double.TryParse(age, NumberStyles.Float, CultureInfo.InvariantCulture, out var years)
        ? "not told"
        : years < YoungBelow ? $"below {YoungBelow}" : years < OldFrom ? $"{YoungBelow} to {OldFrom - 1}" : $"{OldFrom} and over";
}

using System.Text;
using System.Text.Json;

namespace FaceShape.Web.Building;

/// <summary>Writes the header rules in the forms that hosts read.</summary>
internal static class HeaderFiles
{
    /// <summary>For hosts that read a file named <c>_headers</c>. There, headers of all matching rules are joined, so a later one takes the earlier away first.</summary>
    public static string Hosted(IReadOnlyList<HeaderRule> rules)
    {
        var text = new StringBuilder();
        foreach (var rule in rules)
        {
            text.Append(rule.Pattern).Append('\n');
            foreach (var (name, value) in rule.Headers)
            {
                if (rule != rules[0] && rules[0].Headers.ContainsKey(name)) text.Append("  ! ").Append(name).Append('\n');
                text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>For <c>faceshape serve</c>: a list of <c>{"pattern", "headers"}</c>.</summary>
    public static byte[] Json(IReadOnlyList<HeaderRule> rules) =>
        JsonSerializer.SerializeToUtf8Bytes(rules, SiteJson.Options);

    /// <summary>For nginx: included at the level of <c>http</c>. A location's own headers would hide the server's, so a map picks the one that differs.</summary>
    public static string Nginx(IReadOnlyList<HeaderRule> rules)
    {
        var text = new StringBuilder("# Include at the level of http, then set server_name, listen and root.\n");
        foreach (var (name, value) in rules[0].Headers)
        {
            text.Append("map $uri $faceshape_").Append(Variable(name)).Append(" {\n  default \"").Append(value).Append("\";\n");
            foreach (var rule in rules.Skip(1).Where(rule => rule.Headers.ContainsKey(name)))
                text.Append("  \"~^").Append(rule.Pattern.TrimEnd('*')).Append("\" \"").Append(rule.Headers[name]).Append("\";\n");
            text.Append("}\n");
        }

        text.Append("""
            server {
              listen 8080;
              server_name localhost;
              root /srv/faceshape;
              error_page 404 /404.html;
              location / { try_files $uri $uri/index.html =404; }

              # The files are compressed already: name.br and name.gz lie beside name.
              gzip_static on;
              gzip_vary on;
              # brotli_static on;  # with ngx_brotli: the downloads become a quarter smaller

              types {
                text/html                 html;
                text/css                  css;
                text/plain                txt;
                text/javascript           js mjs;
                application/wasm          wasm;
                application/json          json;
                application/xml           xml;
                application/manifest+json webmanifest;
                image/svg+xml             svg;
                image/png                 png;
                application/octet-stream  fsn fso onnx clr sig;
              }
              charset utf-8;

            """.ReplaceLineEndings("\n"));
        foreach (var name in rules[0].Headers.Keys)
            text.Append("  add_header ").Append(name).Append(" $faceshape_").Append(Variable(name)).Append(" always;\n");
        return text.Append("}\n").ToString();
    }

    private static string Variable(string name) => name.ToLowerInvariant().Replace('-', '_');
}

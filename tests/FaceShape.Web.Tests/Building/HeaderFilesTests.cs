using System.Text.Json;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class HeaderFilesTests
{
    [Fact]
    public void The_policy_allows_this_site_alone_and_no_inline_code()
    {
        var policy = SecurityHeaders.ContentSecurityPolicy(null);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://bücher.example:8443/face/", "https://xn--bcher-kva.example:8443")]
    [InlineData("https://collect.example.org/", "https://collect.example.org")]
    [InlineData("http://[::1]:8090/", "http://[::1]:8090")]
    public void The_policy_names_a_collector_as_browsers_write_it(string collector, string expected) =>
        Assert.Contains($"connect-src 'self' {expected};", SecurityHeaders.ContentSecurityPolicy(new(collector)), StringComparison.Ordinal);

    [Fact]
    public void Every_form_says_the_same()
    {
        var rules = SecurityHeaders.Rules();
        var (hosted, nginx) = (HeaderFiles.Hosted(rules), HeaderFiles.Nginx(rules));
        using var json = JsonDocument.Parse(HeaderFiles.Json(rules));
        foreach (var (rule, index) in rules.Select((rule, index) => (rule, index)))
        {
            Assert.Equal(rule.Pattern, json.RootElement[index].GetProperty("pattern").GetString());
            foreach (var (name, value) in rule.Headers)
            {
                Assert.Contains($"  {name}: {value}\n", hosted, StringComparison.Ordinal);
                Assert.Contains($"\"{value}\";\n", nginx, StringComparison.Ordinal);
                Assert.Equal(value, json.RootElement[index].GetProperty("headers").GetProperty(name).GetString());
            }
        }
    }

    [Fact]
    public void Nginx_keeps_encodings_apart_and_names_the_type_of_every_download()
    {
        var nginx = HeaderFiles.Nginx(SecurityHeaders.Rules());
        Assert.Contains("  gzip_static on;\n  gzip_vary on;\n", nginx, StringComparison.Ordinal);
        Assert.Matches(@"application/octet-stream\s+fsn fso onnx clr sig;", nginx);
    }

    [Fact]
    public void Hosts_that_join_headers_are_told_to_drop_the_earlier_one() =>
        Assert.Contains("/assets/*\n  ! Cache-Control\n  Cache-Control: public", HeaderFiles.Hosted(SecurityHeaders.Rules()), StringComparison.Ordinal);
}

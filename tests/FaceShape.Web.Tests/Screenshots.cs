using FaceShape.Native.Imaging;
using FaceShape.Testing;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>Pictures of the page for people to look at; made by eng/screenshots.sh, not by ./test.</summary>
public sealed class Screenshots(Site site)
{
    private const int Longest = 3200;

    private static readonly (string Name, int Width, int Height)[] Screens = [("phone", 390, 844), ("desktop", 1280, 900)];

    [Fact(Explicit = true)]
    public async Task Of_each_state_on_phone_and_desktop_in_light_and_dark()
    {
        foreach (var (name, width, height) in Screens)
        {
            await using var visit = await site.VisitAsync(options =>
            {
                options.ViewportSize = new() { Width = width, Height = height };
                options.ReducedMotion = ReducedMotion.Reduce;
            });
            foreach (var state in AccessibilityTests.States)
            {
                await AccessibilityTests.BringAsync(visit, state);
                await TakeAsync(visit.Page, $"{state}-{name}");
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Of_each_page_on_phone_and_desktop_in_light_and_dark()
    {
        (string Address, string Name)[] pages =
        [
            ("shapes/heart/", "guide"), ("ar/shapes/round/", "guide-arabic"), ("ar/", "home-arabic"), ("accuracy/", "accuracy"),
            ("how-it-works/", "how"), ("privacy/", "privacy"), ("models/", "models"), ("embed/", "embed"),
        ];
        foreach (var (screen, width, height) in Screens)
        {
            await using var visit = await site.VisitAsync(options =>
            {
                options.ViewportSize = new() { Width = width, Height = height };
                options.ReducedMotion = ReducedMotion.Reduce;
            });
            foreach (var (address, name) in pages)
            {
                await visit.Page.GotoAsync(address);
                if (address == "embed/")
                {
                    await visit.Page.Locator("face-shape input").SetInputFilesAsync((await Photos.FaceAsync()).Payload);
                    await visit.Page.Locator("face-shape[data-state=answered]").WaitForAsync(new() { Timeout = 120_000 });
                }

                await TakeAsync(visit.Page, $"{name}-{screen}");
            }
        }
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        // The repository holds no picture of a person: outline and landmarks stay, the photo is painted over.
        await page.EvaluateAsync(
            """
            () => {
              const canvas = document.getElementById('canvas') ?? document.querySelector('face-shape')?.shadowRoot.querySelector('canvas');
              if (!canvas) return;
              const video = document.getElementById('video');
              if (video) video.style.visibility = 'hidden';
              for (const shown of [canvas, ...document.querySelectorAll('#several-photos canvas')]) {
                const context = shown.getContext('2d');
                context.fillStyle = '#5c606b';
                context.fillRect(0, 0, shown.width, shown.height);
              }
            }
            """);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var file = Repository.Path("docs", "screenshots", $"{name}-{scheme.ToString().ToLowerInvariant()}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, Small(await WholeAsync(page)));
        }
    }

    /// <summary>The whole page, of long ones the upper part.</summary>
    private static async Task<byte[]> WholeAsync(IPage page)
    {
        var (width, height) = (page.ViewportSize!.Width, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        return await page.ScreenshotAsync(new() { FullPage = true, Clip = new() { Width = width, Height = Math.Min(height, Longest) } });
    }

    /// <summary>The same picture in few colours.</summary>
    private static byte[] Small(byte[] png)
    {
        var picture = new PhotoDecoder().Decode(png);
        using var image = VipsImage.FromSamples(picture.Width, picture.Height, 4, "srgb", picture.Pixels);
        image.Apply("extract_band", ("band", "0"), ("n", "3"));
        return image.Save("pngsave_buffer", ("palette", "true"), ("bitdepth", "8"), ("Q", "80"), ("dither", "0"), ("effort", "10"));
    }
}

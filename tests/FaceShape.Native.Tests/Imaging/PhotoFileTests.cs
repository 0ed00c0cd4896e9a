using System.Diagnostics;
using System.Net.Sockets;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;

namespace FaceShape.Native.Tests.Imaging;

public sealed class PhotoFileTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape photos ");
    private readonly byte[] file = PhotoEncoder.Png(Pictures.Gradient());

    [Fact]
    public void A_file_is_read_whatever_its_name_says() => Assert.Equal(48, new PhotoDecoder().DecodeFile(Write("photo of ü.jpg")).Width);

    [Fact]
    public void A_missing_file_is_not_found() => AssertError(PhotoError.NotFound, Path.Combine(folder.FullName, "no such.jpg"));

    [Fact]
    public void A_file_in_a_missing_folder_is_not_found() =>
        AssertError(PhotoError.NotFound, Path.Combine(folder.FullName, "no such", "a.jpg"));

    [Fact]
    public void No_name_is_not_found() => AssertError(PhotoError.NotFound, "");

    [Fact]
    public void A_folder_is_named_as_such() => AssertError(PhotoError.IsADirectory, folder.FullName);

    [Fact]
    public void An_empty_file_is_named_as_such()
    {
        var path = Path.Combine(folder.FullName, "empty.jpg");
        File.WriteAllBytes(path, []);
        AssertError(PhotoError.EmptyFile, path);
    }

    [Fact]
    public void A_file_without_permission_is_unreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "everything may be read by this user");
        var path = Write("secret.png");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        AssertError(PhotoError.Unreadable, path);
    }

    [Fact]
    public void A_socket_is_unreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sockets are no files there");
        var path = Path.Combine(folder.FullName, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        AssertError(PhotoError.Unreadable, path);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        var path = Path.Combine(folder.FullName, "huge.jpg");
        using (var stream = File.Create(path)) stream.SetLength((64 << 20) + 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertError(PhotoError.TooLarge, path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public async Task A_pipe_is_read_to_its_end()
    {
        var (pipe, writing) = await Pipe(file);
        Assert.Equal(48, new PhotoDecoder().DecodeFile(pipe).Width);
        await writing;
    }

    [Fact]
    public async Task A_pipe_that_gives_more_than_allowed_is_too_large()
    {
        var (pipe, writing) = await Pipe(file);
        var error = Assert.Throws<PhotoException>(() => new PhotoDecoder(new(MaxFileBytes: file.Length - 1)).DecodeFile(pipe));
        Assert.Equal(PhotoError.TooLarge, error.Error);
        await writing;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, file);
        return path;
    }

    private async Task<(string Path, Task Writing)> Pipe(byte[] bytes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        var path = Path.Combine(folder.FullName, "pipe");
        using var maker = Process.Start("mkfifo", [path]);
        await maker.WaitForExitAsync(Cancellation);
        return (path, Task.Run(() => File.WriteAllBytes(path, bytes), Cancellation));
    }

    private static void AssertError(PhotoError expected, string path) =>
        Assert.Equal(expected, Assert.Throws<PhotoException>(() => new PhotoDecoder().DecodeFile(path)).Error);
}

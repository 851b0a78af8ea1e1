using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>
/// What stands for <c>mcr.microsoft.com/dotnet/aspnet</c> where no registry can be reached: the runtime that runs this test, the libraries that it and a
/// shell are linked with, and the user and variables of that image.
/// </summary>
internal static partial class BaseImage
{
    private static readonly string[] Programs = ["/bin/sh", "/bin/mkdir", "/bin/chown"];

    /// <summary>Opened while running, so no linker tells of it.</summary>
    private static readonly string[] Opened = ["libssl.so.3"];

    /// <summary>Writes the root file system.</summary>
    public static async Task WriteAsync(string root)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string aspNet = Path.Combine(dotnet, "shared", "Microsoft.AspNetCore.App", Path.GetFileName(runtime));
        string home = $"{root}/usr/share/dotnet";
        Directory.CreateDirectory($"{root}/usr/bin");
        File.CreateSymbolicLink($"{root}/usr/bin/dotnet", "/usr/share/dotnet/dotnet");
        Copy(Path.Combine(dotnet, "dotnet"), $"{home}/dotnet");
        foreach (string folder in (string[])[Path.Combine(dotnet, "host"), runtime, aspNet])
            CopyFolder(folder, Path.Combine(home, Path.GetRelativePath(dotnet, folder)));
        CopyFolder("/usr/share/zoneinfo", $"{root}/usr/share/zoneinfo");
        string[] libraries = await LibrariesAsync([.. Programs, Path.Combine(dotnet, "dotnet"), .. Directory.GetFiles(runtime, "*.so")]);
        string system = Path.GetDirectoryName(libraries.First(library => Path.GetFileName(library).StartsWith("libc.so", StringComparison.Ordinal)))!;
        string[] opened = [.. Opened.Select(name => Path.Combine(system, name))];
        foreach (string file in libraries.Concat(opened).Concat(await LibrariesAsync(opened)).Concat(Programs).Distinct())
            Copy(file, root + file);
        Directory.CreateDirectory($"{root}/etc");
        await File.WriteAllTextAsync($"{root}/etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/sh\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync($"{root}/etc/group", "root:x:0:\napp:x:1654:\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory($"{root}/tmp");
        File.SetUnixFileMode($"{root}/tmp", (UnixFileMode)0b1_111_111_111);
    }

    /// <summary>The instructions that make the image of the root file system beside them.</summary>
    public static string Instructions => "FROM scratch\nCOPY . /\nENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true\n";

    private static async Task<string[]> LibrariesAsync(IEnumerable<string> programs)
    {
        using Process ldd = Process.Start(new ProcessStartInfo("ldd", programs) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = ldd.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string told = await ldd.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await ldd.WaitForExitAsync(TestContext.Current.CancellationToken);
        await errors;
        return [.. Library().Matches(told).Select(match => match.Groups[1].Value).Distinct()];
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    /// <summary>Whatever links lead to it.</summary>
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    [GeneratedRegex(@"^\s+(?:\S+ => )?(/\S+) \(0x", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Library();
}

namespace ApiGovernance.Benchmarks;

/// <summary>Where input that is not in this repository is looked for.</summary>
internal static class BenchPaths
{
    /// <summary>The folder of real documents: <c>APIGOV_SPECS</c>, else <c>../shared/specs</c> beside the repository; null where there is none.</summary>
    public static string? Specs { get; } = Environment.GetEnvironmentVariable("APIGOV_SPECS") ?? Find("shared/specs");

    private static string? Find(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ApiGovernance.sln")))
            {
                string path = Path.Combine(folder.Parent?.FullName ?? "/", relative);
                return Directory.Exists(path) ? path : null;
            }
        }

        return null;
    }
}

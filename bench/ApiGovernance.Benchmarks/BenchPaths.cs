namespace ApiGovernance.Benchmarks;

/// <summary>Where input that is not in this repository is looked for.</summary>
internal static class BenchPaths
{
    /// <summary>The folder of real documents: <c>APIGOV_SPECS</c>, else <c>../shared/specs</c> beside the repository; null where there is none.</summary>
    public static string? Specs { get; } = Environment.GetEnvironmentVariable("APIGOV_SPECS") ?? Find("../shared/specs");

    /// <summary>What bench/documents.sh fetched; null where it has not run.</summary>
    public static string? Documents { get; } = Environment.GetEnvironmentVariable("APIGOV_BENCH_DOCUMENTS") ?? Find("artifacts/bench/documents");

    /// <summary>The repository's own catalog of APIs.</summary>
    public static string OwnApis { get; } = Find("catalog/apis") ?? throw new InvalidOperationException("The benchmarks run inside of the repository.");

    private static string? Find(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ApiGovernance.sln")))
            {
                string path = Path.GetFullPath(Path.Combine(folder.FullName, relative));
                return Directory.Exists(path) ? path : null;
            }
        }

        return null;
    }
}

namespace ApiGovernance.OpenApi.Documents;

/// <summary>What one document may cost. Past a limit the document is refused with a finding that names the limit.</summary>
public sealed record ReadLimits
{
    /// <summary>What holds where nothing else is said.</summary>
    public static ReadLimits Default { get; private set; } = new();

    /// <summary>Bytes of one file; also of the text that its YAML aliases stand for.</summary>
    public int MaxBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Nesting of objects and arrays.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>Values in one file, counted after YAML aliases are expanded.</summary>
    public int MaxNodes { get; init; } = 2_000_000;

    /// <summary>Bytes of one string or number as it is written.</summary>
    public int MaxScalarBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Files of one bundle, the root among them.</summary>
    public int MaxFiles { get; init; } = 2_000;

    /// <summary>References of all files of one bundle together.</summary>
    public int MaxReferences { get; init; } = 1_000_000;

    /// <summary>References that lead to references before one of them leads to something.</summary>
    public int MaxReferenceHops { get; init; } = 64;

    /// <summary>Bytes of all files of one bundle together.</summary>
    public long MaxBundleBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Sets <see cref="Default"/> for the whole process: a program does so once, when it starts.</summary>
    public static void UseAsDefault(ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Default = limits;
    }
}

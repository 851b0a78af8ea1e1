namespace ApiGovernance.Catalog.Storage;

/// <summary>The catalog's store cannot be used. Nothing in it was changed or deleted.</summary>
public sealed class CatalogStorageException : Exception
{
    public CatalogStorageException(string path, string problem, string fix, Exception? inner = null)
        : base($"{path}: {problem} {fix}", inner)
    {
        Path = path;
        Problem = problem;
        Fix = fix;
    }

    /// <summary>The file or folder concerned.</summary>
    public string Path { get; }

    /// <summary>What is wrong, without the path.</summary>
    public string Problem { get; }

    /// <summary>What a person can do about it.</summary>
    public string Fix { get; }
}

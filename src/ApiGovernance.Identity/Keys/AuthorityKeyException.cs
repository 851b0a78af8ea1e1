namespace ApiGovernance.Identity.Keys;

/// <summary>The authority's signing key cannot be used; the message names the file and says how to put it right.</summary>
public sealed class AuthorityKeyException : Exception
{
    internal AuthorityKeyException(string path, string message, Exception? innerException)
        : base(message, innerException) => Path = path;

    /// <summary>The key file concerned.</summary>
    public string Path { get; }
}

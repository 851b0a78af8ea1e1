namespace ApiGovernance.Identity.Clients;

/// <summary>The development secrets file cannot be used; the message names it and says how to put it right.</summary>
public sealed class DevelopmentSecretsException : Exception
{
    internal DevelopmentSecretsException(string path, string message, Exception? innerException)
        : base(message, innerException) => Path = path;

    /// <summary>The file concerned.</summary>
    public string Path { get; }
}

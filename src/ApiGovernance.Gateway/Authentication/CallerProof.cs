namespace ApiGovernance.Gateway.Authentication;

/// <summary>With what a caller shows who it is, as the security schemes of contracts tell it apart.</summary>
[Flags]
internal enum CallerProof
{
    None = 0,

    /// <summary>An access token.</summary>
    Token = 1,

    /// <summary>An API key.</summary>
    Key = 2,

    /// <summary>A client certificate, alone or beside a token that is bound to it.</summary>
    Certificate = 4,

    /// <summary>A signature of the request, which OpenAPI has no scheme for.</summary>
    Signature = 8,
}

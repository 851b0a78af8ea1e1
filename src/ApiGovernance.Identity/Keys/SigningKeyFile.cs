using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Identity.Keys;

/// <summary>The RSA key that signs tokens, as a PKCS#8 PEM file, so that tokens outlive a restart of the authority.</summary>
internal static class SigningKeyFile
{
    public const string FileName = "signing-key.pem";

    // RFC 7518 section 3.3: at least 2048 bits for RS256.
    private const int KeyBits = 2048;

    /// <exception cref="AuthorityKeyException">The file cannot be read, written or understood.</exception>
    public static RsaSecurityKey LoadOrCreate(string directory)
    {
        var path = Path.GetFullPath(Path.Combine(directory, FileName));
        try
        {
            if (!File.Exists(path))
                Create(path);
            return Load(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityKeyException(path, $"The signing key file '{path}' cannot be used: {error.Message} "
                + "Give the user that runs the authority the right to read and write its folder.", error);
        }
    }

    private static void Create(string path)
    {
        using var rsa = RSA.Create(KeyBits);
        // When another process was faster its key is the one in force, and the caller reads that.
        PrivateFile.TryCreate(path, Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem() + "\n"));
    }

    private static RsaSecurityKey Load(string path)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            if (rsa.KeySize < KeyBits)
                throw Unusable(path, $"the key has {rsa.KeySize} bits, at least {KeyBits} are needed", inner: null);
            // A public key imports without complaint and would fail only at the first token.
            var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true));
            // RFC 7638: the id follows from the key, so it is the same after a restart and another after a change of key.
            key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw Unusable(path, "it does not hold an RSA private key in PEM form", error);
        }
        finally
        {
            rsa.Dispose();
        }
    }

    private static AuthorityKeyException Unusable(string path, string reason, Exception? inner) =>
        new(path, $"The signing key file '{path}' cannot be read: {reason}. Restore it from a backup, or delete it to have a new "
            + "key made at the next start; tokens signed with the old key are then refused.", inner);
}

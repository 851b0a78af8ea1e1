using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Reads the public keys of consumers as they are written in descriptors.</summary>
public static class ConsumerKeys
{
    private const int MaxLength = 4000;

    /// <summary>What an Ed25519 key's SubjectPublicKeyInfo begins with (RFC 8410); its 32 bytes follow.</summary>
    private static readonly byte[] EdPrefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <returns>The SubjectPublicKeyInfo; null when the text is neither PEM nor base64 of something of that size.</returns>
    public static byte[]? Bytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
            return null;
        string base64 = text;
        if (PemEncoding.TryFind(text, out PemFields fields))
        {
            if (!text.AsSpan()[fields.Label].SequenceEqual("PUBLIC KEY"))
                return null;
            base64 = text[fields.Base64Data];
        }

        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) && length > 30 ? bytes[..length] : null;
    }

    public static bool Fits(string text, string algorithm)
    {
        if (Bytes(text) is not { } bytes)
            return false;
        try
        {
            switch (algorithm)
            {
                case "ed25519":
                    return Ed25519(bytes) is not null;
                case "ecdsa-p256-sha256":
                    using (var curve = ECDsa.Create())
                    {
                        curve.ImportSubjectPublicKeyInfo(bytes, out int read);
                        return read == bytes.Length && curve.KeySize == 256;
                    }

                case "rsa-pss-sha512":
                    using (RSA? rsa = Rsa(bytes))
                        return rsa?.KeySize is >= 2048 and <= 8192;

                default:
                    return false;
            }
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException)
        {
            return false;
        }
    }

    /// <returns>Null for another key. One that is marked as for PSS only (RFC 4055) is taken like any other RSA key.</returns>
    /// <exception cref="AsnContentException">It is no SubjectPublicKeyInfo.</exception>
    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    public static RSA? Rsa(byte[] subjectPublicKeyInfo)
    {
        AsnReader info = new AsnReader(subjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        if (info.ReadSequence().ReadObjectIdentifier() is not ("1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10"))
            return null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPublicKey(info.ReadBitString(out _), out _);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    /// <returns>The 32 bytes of an Ed25519 key; null for another key.</returns>
    public static byte[]? Ed25519(byte[] subjectPublicKeyInfo)
    {
        ArgumentNullException.ThrowIfNull(subjectPublicKeyInfo);
        return subjectPublicKeyInfo.Length == 44 && subjectPublicKeyInfo.AsSpan().StartsWith(EdPrefix) ? subjectPublicKeyInfo[12..] : null;
    }
}

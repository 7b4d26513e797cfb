using System.Text.Json;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>What a keystore file says, checked but not decrypted.</summary>
internal sealed record KeystoreContent(
    IKeyDerivation Derivation,
    byte[] InitialCounter,
    byte[] Ciphertext,
    byte[] Check,
    EthereumAddress? Address)
{
    internal const int Version = 3;
    internal const string Cipher = "aes-128-ctr";
    internal const int DerivedBytes = 32;

    private const int TextMax = 64 << 10;
    private const int CounterBytes = 16;
    private const int SaltBytesMax = 1 << 10;

    /// <summary>Reads a file; the first fault, in the order of <see cref="KeystoreStatus"/>.</summary>
    internal static KeystoreStatus TryParse(string json, out KeystoreContent? content)
    {
        content = null;
        if (json.Length > TextMax)
        {
            return KeystoreStatus.NotJson;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? TryParse(document.RootElement, out content)
                : KeystoreStatus.NotJson;
        }
        catch (JsonException)
        {
            return KeystoreStatus.NotJson;
        }
    }

    private static KeystoreStatus TryParse(JsonElement root, out KeystoreContent? content)
    {
        content = null;
        if (!TryNumber(root, "version", out int version))
        {
            return KeystoreStatus.FieldMalformed;
        }

        if (version != Version)
        {
            return KeystoreStatus.VersionUnknown;
        }

        // Old wallets wrote the name with a capital.
        if (!TryObject(root, "crypto", out JsonElement crypto) && !TryObject(root, "Crypto", out crypto))
        {
            return KeystoreStatus.FieldMalformed;
        }

        if (!TryText(crypto, "cipher", out string cipher) || cipher != Cipher)
        {
            return KeystoreStatus.CipherUnknown;
        }

        KeystoreStatus status = TryDerivation(crypto, out IKeyDerivation? derivation);
        if (status != KeystoreStatus.Ok)
        {
            return status;
        }

        bool hasAddress = TryText(root, "address", out string text);
        EthereumAddress address = default;
        if (!TryObject(crypto, "cipherparams", out JsonElement parameters)
            || !TryBytes(parameters, "iv", out byte[] counter)
            || counter.Length != CounterBytes
            || !TryBytes(crypto, "ciphertext", out byte[] ciphertext)
            || !TryBytes(crypto, "mac", out byte[] check)
            || check.Length != Hash32.Bytes
            || (hasAddress && !EthereumAddress.TryParseUnchecked(WithPrefix(text), out address)))
        {
            return KeystoreStatus.FieldMalformed;
        }

        content = new KeystoreContent(derivation!, counter, ciphertext, check, hasAddress ? address : null);
        return KeystoreStatus.Ok;
    }

    private static KeystoreStatus TryDerivation(JsonElement crypto, out IKeyDerivation? derivation)
    {
        derivation = null;
        if (!TryText(crypto, "kdf", out string name) || name is not (ScryptDerivation.Name or Pbkdf2Derivation.Name))
        {
            return KeystoreStatus.DerivationUnknown;
        }

        if (!TryObject(crypto, "kdfparams", out JsonElement parameters)
            || !TryNumber(parameters, "dklen", out int length)
            || length != DerivedBytes
            || !TryBytes(parameters, "salt", out byte[] salt)
            || salt.Length > SaltBytesMax)
        {
            return KeystoreStatus.FieldMalformed;
        }

        if (name == Pbkdf2Derivation.Name)
        {
            if (!TryText(parameters, "prf", out string function) || function != Pbkdf2Derivation.Function)
            {
                return KeystoreStatus.DerivationUnknown;
            }

            if (!TryNumber(parameters, "c", out int iterations) || iterations < 1)
            {
                return KeystoreStatus.FieldMalformed;
            }

            derivation = new Pbkdf2Derivation(iterations, salt);
            return iterations <= Pbkdf2Derivation.IterationsMax ? KeystoreStatus.Ok : KeystoreStatus.DerivationTooCostly;
        }

        if (!TryNumber(parameters, "n", out int n) || !TryNumber(parameters, "r", out int r) || !TryNumber(parameters, "p", out int p))
        {
            return KeystoreStatus.FieldMalformed;
        }

        ScryptCost cost = new(n, r, p);
        derivation = new ScryptDerivation(cost, salt);
        return !cost.IsDefined ? KeystoreStatus.FieldMalformed : cost.IsAffordable ? KeystoreStatus.Ok : KeystoreStatus.DerivationTooCostly;
    }

    private static string WithPrefix(string text) => text.StartsWith("0x", StringComparison.Ordinal) ? text : "0x" + text;

    private static bool TryObject(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;

    private static bool TryNumber(JsonElement element, string name, out int value)
    {
        value = 0;
        return element.TryGetProperty(name, out JsonElement number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out value);
    }

    private static bool TryText(JsonElement element, string name, out string value)
    {
        bool ok = element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String;
        value = ok ? text.GetString()! : string.Empty;
        return ok;
    }

    private static bool TryBytes(JsonElement element, string name, out byte[] value)
    {
        value = [];
        return TryText(element, name, out string text) && Hex.TryBytes(WithPrefix(text), out value);
    }
}

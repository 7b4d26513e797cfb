namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>What came of reading a keystore file.</summary>
public enum KeystoreStatus
{
    /// <summary>The key was read.</summary>
    Ok,

    /// <summary>The file is no JSON object, or too long for one.</summary>
    NotJson,

    /// <summary>A version other than 3.</summary>
    VersionUnknown,

    /// <summary>A cipher other than aes-128-ctr.</summary>
    CipherUnknown,

    /// <summary>A key derivation other than scrypt and pbkdf2 with hmac-sha256.</summary>
    DerivationUnknown,

    /// <summary>A field is missing, or is no number or hexadecimal text of the right length.</summary>
    FieldMalformed,

    /// <summary>The derivation asks for more memory or time than is allowed here.</summary>
    DerivationTooCostly,

    /// <summary>
    /// The check over the ciphertext fails: another password, or a file whose salt, ciphertext or check was changed. Nothing can tell
    /// one from the other.
    /// </summary>
    PasswordWrongOrFileChanged,

    /// <summary>What was encrypted is no private key: not 32 bytes, zero, or not below the order of the group.</summary>
    KeyInvalid,

    /// <summary>The key is that of another account than the file says.</summary>
    AddressDiffers,
}

namespace ZkRollup.Prover.Plonk;

/// <summary>What came of reading a proof file: Success, or the first cause of rejection met while reading.</summary>
public enum ProofFileStatus
{
    /// <summary>The bytes are a proof file, written in the only way.</summary>
    Success,

    /// <summary>The bytes do not start as a proof file of this version.</summary>
    UnknownVersion,

    /// <summary>The bytes end within the file, or a count promises more than they hold.</summary>
    Truncated,

    /// <summary>A public input is not below r.</summary>
    ScalarNotCanonical,

    /// <summary>Bytes follow the proof.</summary>
    TrailingBytes,
}

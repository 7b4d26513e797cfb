namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>Makes 32 bytes of a password.</summary>
internal interface IKeyDerivation
{
    /// <summary>32 bytes, which the caller wipes.</summary>
    byte[] Derive(ReadOnlySpan<byte> password);
}

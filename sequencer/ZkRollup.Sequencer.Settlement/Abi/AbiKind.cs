namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>The shapes of values in the contract ABI.</summary>
internal enum AbiKind
{
    Unsigned,
    Signed,
    Address,
    Boolean,
    FixedBytes,
    Bytes,
    Text,
    Array,
    List,
    Tuple,
}

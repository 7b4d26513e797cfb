using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>What every transaction of a session begins with.</summary>
/// <param name="Account">The account.</param>
/// <param name="Slot">The slot of the session; 0 if the master key signs a withdrawal.</param>
/// <param name="Serial">The serial of the session; 0 if the master key signs a withdrawal.</param>
/// <param name="Nonce">Above the last one.</param>
/// <param name="Deadline">Not accepted after this time.</param>
public readonly record struct SessionHeader(
    AccountId Account,
    SessionSlot Slot,
    SessionSerial Serial,
    Nonce Nonce,
    Timestamp Deadline)
{
    /// <summary>True if no session is named: only a withdrawal may come from the master key.</summary>
    public bool IsOfMasterKey => Serial == SessionSerial.None;

    /// <summary>Where the session lies.</summary>
    public RecordAddress SessionAddress => RecordAddress.Session(Account, Slot);

    /// <summary>Shows a visitor each field: the first five of lane 1, after the number of the transaction.</summary>
    internal static SessionHeader Visit<TVisitor>(ref TVisitor visitor, in SessionHeader header)
        where TVisitor : struct, IFieldVisitor, allows ref struct => new(
        visitor.Scalar("account", 1, 24, header.Account),
        visitor.Scalar("slot", 1, 4, header.Slot),
        visitor.Scalar("serial", 1, 24, header.Serial),
        visitor.Scalar("nonce", 1, 48, header.Nonce),
        visitor.Scalar("deadline", 1, 48, header.Deadline));
}

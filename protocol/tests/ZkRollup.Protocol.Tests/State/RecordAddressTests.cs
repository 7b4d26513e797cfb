using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Tests.State;

/// <summary>The addresses of docs/protocol.md, 3.2.</summary>
public class RecordAddressTests
{
    [Fact]
    public void Address_EachClass_IsThatOfTheSpecification()
    {
        AccountId account = new(AccountId.MaxValue);
        InstrumentId instrument = new(InstrumentId.MaxValue);
        UnderlyingId underlying = new(UnderlyingId.MaxValue);
        AssertAddress(64 * 16_777_215L, RecordClass.Owner, RecordAddress.Owner(account));
        AssertAddress((64 * 16_777_215L) + 1, RecordClass.Account, RecordAddress.Account(account));
        AssertAddress((64 * 16_777_215L) + 16, RecordClass.Position, RecordAddress.Position(account, 0));
        AssertAddress((64 * 16_777_215L) + 23, RecordClass.Position, RecordAddress.Position(account, 7));
        AssertAddress((64 * 16_777_215L) + 32, RecordClass.Session, RecordAddress.Session(account, new SessionSlot(0)));
        AssertAddress((64 * 16_777_215L) + 47, RecordClass.Session, RecordAddress.Session(account, new SessionSlot(15)));
        AssertAddress((1L << 30) + 5, RecordClass.Order, RecordAddress.Order(new OrderLeaf(5)));
        AssertAddress((1L << 31) - 1, RecordClass.Order, RecordAddress.Order(new OrderLeaf(OrderLeaf.MaxValue)));
        AssertAddress((2L << 30) + (8 * 4_095), RecordClass.Terms, RecordAddress.Terms(instrument));
        AssertAddress((2L << 30) + (8 * 4_095) + 1, RecordClass.Limits, RecordAddress.Limits(instrument));
        AssertAddress((2L << 30) + (8 * 4_095) + 2, RecordClass.Risk, RecordAddress.Risk(instrument));
        AssertAddress((2L << 30) + (8 * 4_095) + 3, RecordClass.Book, RecordAddress.Book(instrument));
        AssertAddress((2L << 30) + (8 * 4_095) + 4, RecordClass.Insurance, RecordAddress.Insurance(instrument));
        AssertAddress(3L << 30, RecordClass.Treasury, RecordAddress.Treasury);
        AssertAddress((3L << 30) + 1, RecordClass.Signer, RecordAddress.Signer(new SignerIndex(0)));
        AssertAddress((3L << 30) + 5, RecordClass.Signer, RecordAddress.Signer(SignerIndex.Risk));
        AssertAddress((3L << 30) + 64, RecordClass.Board, RecordAddress.Board(new UnderlyingId(0)));
        AssertAddress((3L << 30) + 65, RecordClass.Index, RecordAddress.IndexOf(new UnderlyingId(0)));
        AssertAddress((3L << 30) + 64 + (4 * 47), RecordClass.Board, RecordAddress.Board(underlying));
        AssertAddress((3L << 30) + 65 + (4 * 47), RecordClass.Index, RecordAddress.IndexOf(underlying));
    }

    [Fact]
    public void Class_OfABlock_IsNoneBetweenTheClasses()
    {
        RecordClass[] account = [.. Classes(Subtree.Accounts, 64, 64)];
        Assert.Equal([RecordClass.Owner, RecordClass.Account], account[..2]);
        Assert.All(account[2..16], c => Assert.Equal(RecordClass.None, c));
        Assert.All(account[16..24], c => Assert.Equal(RecordClass.Position, c));
        Assert.All(account[24..32], c => Assert.Equal(RecordClass.None, c));
        Assert.All(account[32..48], c => Assert.Equal(RecordClass.Session, c));
        Assert.All(account[48..], c => Assert.Equal(RecordClass.None, c));
        Assert.All(Classes(Subtree.Accounts, 0, 64), c => Assert.Equal(RecordClass.None, c));

        Assert.Equal([RecordClass.None, RecordClass.Order], Classes(Subtree.Orders, 0, 2));

        Assert.All(Classes(Subtree.Instruments, 0, 8), c => Assert.Equal(RecordClass.None, c));
        Assert.All(Classes(Subtree.Instruments, 13, 3), c => Assert.Equal(RecordClass.None, c));
        Assert.Equal([RecordClass.None, RecordClass.Terms], Classes(Subtree.Instruments, 8 * 4_095 - 1, 2));
        Assert.All(Classes(Subtree.Instruments, 8 * 4_096, 100), c => Assert.Equal(RecordClass.None, c));

        Assert.All(Classes(Subtree.System, 6, 58), c => Assert.Equal(RecordClass.None, c));
        Assert.Equal([RecordClass.Board, RecordClass.Index, RecordClass.None, RecordClass.None], Classes(Subtree.System, 64 + (4 * 47), 4));
        Assert.All(Classes(Subtree.System, 64 + (4 * 48), 100), c => Assert.Equal(RecordClass.None, c));
        Assert.Equal(RecordClass.None, new RecordAddress(uint.MaxValue).Class);
    }

    [Fact]
    public void Address_OutsideTheClass_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordAddress.Position(AccountId.Operator, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordAddress.Position(AccountId.Operator, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordAddress.Signer(new SignerIndex(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordAddress.Of(Subtree.Orders, 1u << 30));
    }

    private static void AssertAddress(long value, RecordClass recordClass, RecordAddress address)
    {
        Assert.Equal(value, address.Value);
        Assert.Equal(recordClass, address.Class);
        Assert.Equal(address, RecordAddress.Of(address.Subtree, address.Index));
    }

    private static IEnumerable<RecordClass> Classes(Subtree subtree, uint first, uint count)
    {
        for (uint i = 0; i < count; i++)
        {
            yield return RecordAddress.Of(subtree, first + i).Class;
        }
    }
}

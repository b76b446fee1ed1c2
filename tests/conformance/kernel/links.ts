/** Links between namespaces by rtnetlink(7): a bridge each, and a veth(4) pair from it to every host on it. */
import { IFF_UP, interfaceHeader, NLM_F_CREATE_EXCL, RTM_NEWLINK, RTM_NEWROUTE } from './netlink.ts';
